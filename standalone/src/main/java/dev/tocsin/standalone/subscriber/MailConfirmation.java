package dev.tocsin.standalone.subscriber;

import dev.tocsin.stack.mail.Mailbox;
import dev.tocsin.standalone.Trouble;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;

/// Waits for the mail that asks a subscriber to confirm, as its reader would.
public record MailConfirmation(Mailbox mailbox, InstantSource clock) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final Pattern LINK = Pattern.compile("https?://\\S+/subscriptions/confirm\\?token=[\\w.~-]+");

    /// The link in the newest such mail since that time.
    URI awaitLink(String address, Instant since) throws InterruptedException {
        var end = clock.instant().plus(PATIENCE);
        while (clock.instant().isBefore(end)) {
            var link = link(address, since);
            if (link.isPresent()) {
                return link.get();
            }
            Thread.sleep(LOOK_AGAIN);
        }
        throw new Trouble("no mail with a confirmation link came for %s".formatted(address));
    }

    private Optional<URI> link(String address, Instant since) {
        return mailbox.mails().stream()
                .filter(mail -> mail.to().equals(address) && !mail.received().isBefore(since))
                .map(mail -> LINK.matcher(mail.text()))
                .filter(link -> link.find())
                .map(link -> URI.create(link.group()))
                .findFirst();
    }
}
