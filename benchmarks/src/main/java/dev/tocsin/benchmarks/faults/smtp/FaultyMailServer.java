package dev.tocsin.benchmarks.faults.smtp;

import static dev.tocsin.benchmarks.faults.Subscriber.SUBSCRIPTION;

import dev.tocsin.benchmarks.faults.CopyResult;
import dev.tocsin.benchmarks.faults.MailManner;
import dev.tocsin.benchmarks.faults.MailManner.SmtpCommand;
import dev.tocsin.benchmarks.faults.NoticeCopies;
import dev.tocsin.benchmarks.faults.NoticeCopy;
import dev.tocsin.benchmarks.faults.NoticeIds;
import dev.tocsin.benchmarks.notices.smtp.SmtpServer;
import dev.tocsin.benchmarks.notices.smtp.SmtpServer.SmtpReply;
import java.util.Optional;
import java.util.regex.Pattern;

/// The mail server of all subscribers by mail. It answers the first copy of each notice in the [MailManner] of that
/// notice, and recognizes the notice by its id in the envelope's sender.
public final class FaultyMailServer implements AutoCloseable {

    private static final Pattern SENDER = Pattern.compile("\\+([0-9a-f]{32})[^0-9a-f]");
    private static final Pattern RECIPIENT = Pattern.compile("\\+(\\d+)@");
    private static final Pattern MESSAGE_ID = Pattern.compile("(?im)^message-id: *<([^@>]+)@");
    private static final Pattern INCIDENT = Pattern.compile("/incidents/([0-9a-z]{12})");

    private final NoticeCopies copies;
    private final SmtpServer server;

    /// @param copies receives each notice that comes
    public FaultyMailServer(int port, NoticeCopies copies) {
        this.copies = copies;
        this.server = new SmtpServer(port, Connection::new);
    }

    private final class Connection implements SmtpServer.Mails {

        private MailManner manner = MailManner.TAKES;
        private int subscriber;

        @Override
        public SmtpReply sender(String line) {
            manner = found(SENDER, line)
                    .filter(copies::see)
                    .map(MailManner::ofFirst)
                    .orElse(MailManner.TAKES);
            return reply(SmtpCommand.MAIL);
        }

        @Override
        public SmtpReply recipient(String line) {
            subscriber = found(RECIPIENT, line).map(Integer::parseInt).orElse(-1);
            return reply(SmtpCommand.RECIPIENT);
        }

        @Override
        public SmtpReply mail(String text) {
            note(text, manner.result());
            return reply(SmtpCommand.END);
        }

        private SmtpReply reply(SmtpCommand command) {
            return manner.answers(command) ? new SmtpReply(manner.answer(), manner.closes()) : SmtpReply.OK;
        }

        private void note(String text, CopyResult result) {
            var now = System.nanoTime();
            var id = found(MESSAGE_ID, text).orElse("");
            var incident = found(INCIDENT, text).orElse("");
            NoticeIds.origin(id, incident, SUBSCRIPTION + subscriber)
                    .ifPresentOrElse(
                            origin -> copies.add(new NoticeCopy(
                                    subscriber, incident, id, origin.sequence(), origin.kind(), result, now)),
                            () -> copies.addStrange("a mail to subscriber %d with the Message-ID %s, about incident %s"
                                    .formatted(subscriber, id, incident)));
        }
    }

    private static Optional<String> found(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    @Override
    public void close() {
        server.close();
    }
}
