package dev.tocsin.notifier.channel.email;

import dev.tocsin.notifier.delivery.Bounce;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the reports of mail servers about mails of ours that could not be delivered (RFC 3464).
///
/// The address to which a report came shows which mail it is about, because the envelope sender of our mails names the
/// delivery. Where a server rewrote that address, the `Message-ID` of the mail that is returned with the report shows
/// it.
final class BounceReader {

    private static final Pattern OUR_SENDER = Pattern.compile("(?i)\\bbounce\\+([0-9a-z-]{1,100})@");
    private static final Pattern OUR_MESSAGE_ID = Pattern.compile("<([0-9a-z-]{1,100})@");
    private static final Pattern STATUS = Pattern.compile("^\\s*([245]\\.\\d{1,3}\\.\\d{1,3})");
    private static final List<String> RECIPIENTS = List.of("X-Original-To", "Delivered-To", "Envelope-To", "To");
    private static final int DEEPEST = 8;

    /// A session without the machine's properties, which would change how mails are read.
    private static final Session SESSION = Session.getInstance(new Properties());

    private BounceReader() {}

    sealed interface BounceReading {

        record Failed(Bounce bounce) implements BounceReading {}

        /// Delayed, relayed or delivered: nothing to do.
        record NoFailure(String why) implements BounceReading {}

        /// @param problem completes a sentence that begins with `the body`
        record NoReport(String problem) implements BounceReading {}
    }

    /// @param recipient the address to which the report came, as the mail server knows it; null where only the headers
    ///     of the report show it
    static BounceReading read(byte[] mail, @Nullable String recipient) {
        try {
            var message = new MimeMessage(SESSION, new ByteArrayInputStream(mail));
            var report = new BounceReport();
            report.collect(message, 0);
            return report.groups.isEmpty()
                    ? new BounceReading.NoReport(
                            "is not a delivery status notification: multipart/report with a part of"
                                    + " message/delivery-status")
                    : report.reading(sender(message, recipient));
        } catch (MessagingException | IOException e) {
            return new BounceReading.NoReport(
                    "cannot be read as a mail: " + e.getClass().getSimpleName());
        }
    }

    private static Optional<String> sender(MimeMessage message, @Nullable String recipient) throws MessagingException {
        var addresses = new ArrayList<String>();
        if (recipient != null) {
            addresses.add(recipient);
        }
        for (var name : RECIPIENTS) {
            var values = message.getHeader(name);
            if (values != null) {
                Collections.addAll(addresses, values);
            }
        }
        return addresses.stream().flatMap(address -> found(OUR_SENDER, address)).findFirst();
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1).toLowerCase(Locale.ROOT));
    }

    private static final class BounceReport {

        private final List<InternetHeaders> groups = new ArrayList<>();
        private @Nullable String messageId;

        private void collect(Part part, int depth) throws MessagingException, IOException {
            if (depth > DEEPEST) {
                return;
            }
            if (part.isMimeType("message/delivery-status") || part.isMimeType("message/global-delivery-status")) {
                readGroups(part.getInputStream());
            } else if (part.isMimeType("message/rfc822") || part.isMimeType("text/rfc822-headers")) {
                var original = new InternetHeaders(part.getInputStream(), true);
                messageId = messageId == null ? original.getHeader("Message-ID", null) : messageId;
            } else if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
                for (var i = 0; i < parts.getCount(); i++) {
                    collect(parts.getBodyPart(i), depth + 1);
                }
            }
        }

        /// Reads the groups of fields, separated by empty lines: one for the message, and one for each recipient.
        private void readGroups(InputStream in) throws IOException, MessagingException {
            var buffered = new ByteArrayInputStream(in.readAllBytes());
            while (buffered.available() > 0) {
                var group = new InternetHeaders(buffered, true);
                if (Collections.<Header>list(group.getAllHeaders()).stream()
                        .anyMatch(header -> header.getName().equalsIgnoreCase("Action"))) {
                    groups.add(group);
                }
            }
        }

        private BounceReading reading(Optional<String> sender) {
            var failed = groups.stream()
                    .filter(group -> header(group, "Action").equalsIgnoreCase("failed"))
                    .findFirst();
            if (failed.isEmpty()) {
                return new BounceReading.NoFailure("the report is not about a failure");
            }
            var about = sender.or(() -> Stream.ofNullable(messageId)
                    .flatMap(id -> found(OUR_MESSAGE_ID, id))
                    .findFirst());
            return about.<BounceReading>map(id -> new BounceReading.Failed(bounce(id, failed.get())))
                    .orElseGet(() -> new BounceReading.NoReport("does not identify a mail from Tocsin: it has neither a"
                            + " recipient such as bounce+… nor a Message-ID of Tocsin"));
        }

        private static Bounce bounce(String about, InternetHeaders group) {
            var status = STATUS.matcher(header(group, "Status"));
            var code = status.find() ? status.group(1) : "5.0.0";
            return new Bounce(about, code, MailRefusals.isGone(code));
        }

        private static String header(InternetHeaders group, String name) {
            var value = group.getHeader(name, null);
            return value == null ? "" : value.replaceFirst("\\(.*\\)", "").strip();
        }
    }
}
