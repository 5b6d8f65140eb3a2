package dev.tocsin.incident.dashboard;

import java.util.Arrays;
import java.util.Optional;

/// The remedy for an alert on Tocsin itself. `docs/operating.md` has all of them, and says more about some.
enum AlertRemedy {
    STALLED("stalled/", "Read that service's log. If Kafka or PostgreSQL is away, the part goes on by itself."),
    TOPICS("topics", "Alter the settings that the alert names with kafka-configs.sh."),
    DEAD_LETTERS(
            "dead-letters/", "Find out what wrote the record; its reason is in its headers on tocsin.dead-letters."),
    KAFKA("kafka", "Look at Kafka first, then at detection."),
    VANTAGE_POINT("vantage-point/", "Check the probe, its network, its clock or its environment."),
    SET_ASIDE("set-aside/", "Check the probe and its network."),
    BLIND("blind", "Check that the probes run and reach Kafka."),
    CATALOG("catalog", "Correct the lines that the alert names; try the file on the page of the catalog first."),
    REFUSED("detection/refused", "Read the log of incident-service: usually a limit of the broker or a permission."),
    OUTBOX("outbox", "Wait a minute. If it stays, restore a newer backup, or set tocsin.outbox.accept-behind."),
    SNAPSHOT_PUBLISH("snapshot-publish", "Read the output of the command in the log of incident-service."),
    SNAPSHOT("snapshot", "Free some space in tocsin.snapshot.folder, or permit incident-service to write there."),
    MAIL_SERVER("mail-server", "Check quarkus.mailer.* of the notifier and the log of the mail server."),
    SMS_GATEWAY("sms-gateway", "Correct tocsin.sms.* of the notifier."),
    MISSED_NOTICES("missed-notices", "Look at the reasons, and replay what is still worth sending."),
    OPERATOR_CHANNEL(
            "operator-channel/", "Correct the environment variable or the file that the alert names, at the notifier."),
    OPERATOR_BOUNCE("operator-bounce/", "Correct the address in the catalog."),
    PAUSED_ENDPOINT("paused-endpoint/", "Notify the owner of the endpoint."),
    FIGURES("figures", "Read the log of incident-service; it is tried again."),
    RETENTION("retention", "Read the log of the notifier; it is tried again every hour."),
    SPOOL_DISK("spool-disk/", "Make room on the probe's disk."),
    SPOOL_DAMAGE("spool-damage/", "Look at the probe's disk.");

    private final String subject;
    private final String sentence;

    /// @param subject the subject, or its beginning up to a slash
    AlertRemedy(String subject, String sentence) {
        this.subject = subject;
        this.sentence = sentence;
    }

    static Optional<String> of(String subject) {
        return Arrays.stream(values())
                .filter(remedy -> remedy.subject.endsWith("/")
                        ? subject.startsWith(remedy.subject)
                        : subject.equals(remedy.subject))
                .map(remedy -> remedy.sentence)
                .findFirst();
    }
}
