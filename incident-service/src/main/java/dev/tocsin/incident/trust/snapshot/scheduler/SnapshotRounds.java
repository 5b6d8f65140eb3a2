package dev.tocsin.incident.trust.snapshot.scheduler;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.incident.postgres.WhenClosing;
import dev.tocsin.incident.trust.snapshot.Validity;
import dev.tocsin.incident.trust.snapshot.file.SnapshotFolder;
import dev.tocsin.incident.trust.snapshot.page.SnapshotPages;
import dev.tocsin.incident.trust.snapshot.process.Publisher;
import dev.tocsin.incident.trust.statuspage.StatusPage;
import dev.tocsin.support.operator.OperatorAlerts;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.jboss.logging.Logger;

/// Writes a snapshot on every change and, while nothing changes, before the last one expires.
@ApplicationScoped
class SnapshotRounds {

    private static final Logger LOG = Logger.getLogger(SnapshotRounds.class);
    private static final String SUBJECT = "snapshot";
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final SnapshotSettings settings;
    private final SnapshotPages pages;
    private final OperatorAlerts alerts;
    private final Publisher publisher;
    private final Clock clock;
    private Map<String, Object> written = Map.of();
    private Instant writtenAt = Instant.EPOCH;

    SnapshotRounds(SnapshotSettings settings, SnapshotPages pages, OperatorAlerts alerts, Clock clock) {
        this.settings = settings;
        this.pages = pages;
        this.alerts = alerts;
        this.publisher = new Publisher(settings.publish(), settings.publishTimeout(), alerts);
        this.clock = clock;
    }

    void check(@Observes StartupEvent event) {
        if (settings.every().compareTo(Duration.ofSeconds(1)) < 0
                || settings.every().compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "tocsin.snapshot.every is %s; it must be from 1s to 60s".formatted(settings.every()));
        }
        if (settings.publish().isPresent() && settings.folder().isEmpty()) {
            throw new IllegalArgumentException(
                    "tocsin.snapshot.publish is set, but tocsin.snapshot.folder is not; set the folder too");
        }
    }

    void stop(@Observes ShutdownEvent event) {
        publisher.close();
    }

    @Scheduled(
            every = "1s",
            delayed = "5s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = WhenClosing.class)
    void look() {
        if (settings.folder().isEmpty() || !pages.isSettled()) {
            return;
        }
        var now = clock.instant();
        var page = pages.look(now);
        var shown = shown(page);
        if (!shown.equals(written) || !now.isBefore(writtenAt.plus(settings.every()))) {
            if (write(page, digest(shown), now)) {
                written = shown;
            }
        }
    }

    /// Leaves out the time at which the page is true, since it advances while nothing changes.
    private static Map<String, Object> shown(StatusPage page) {
        var parts = page.parts();
        parts.put("as-of", page.fresh());
        return parts;
    }

    private static String digest(Map<String, Object> shown) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256").digest(shown.toString().getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// @return whether it is written
    private boolean write(StatusPage page, String content, Instant now) {
        var folder = new SnapshotFolder(settings.folder().orElseThrow());
        var validity = Validity.from(content, now, page.asOf(), settings.every(), settings.publishTimeout());
        try {
            folder.write(pages.snapshot(page, validity));
            writtenAt = now;
            alerts.clear(SUBJECT, "The snapshot is written again.");
            publisher.publish(folder.path());
            return true;
        } catch (IOException e) {
            LOG.warnf("The snapshot could not be written: %s", e.toString());
            alerts.raise(
                    SUBJECT,
                    "The snapshot of the status page cannot be written to %s (%s). Free some space, or permit incident-service to write there."
                            .formatted(folder.path(), e.getClass().getSimpleName()));
            return false;
        }
    }
}
