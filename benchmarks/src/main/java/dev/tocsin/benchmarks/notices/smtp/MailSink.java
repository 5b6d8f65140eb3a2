package dev.tocsin.benchmarks.notices.smtp;

import dev.tocsin.benchmarks.notices.Arrivals;
import dev.tocsin.benchmarks.notices.Arrivals.ArrivalKind;
import dev.tocsin.benchmarks.notices.smtp.SmtpServer.SmtpReply;

/// A mail server that takes every mail at once, and records it.
///
/// Recipients whose address has no number, as in `name+17@host`, are not recorded.
public final class MailSink implements AutoCloseable {

    private static final String INCIDENT = "/incidents/";
    private static final int ID_LENGTH = 12;

    private final SmtpServer server;

    public MailSink(int port, Arrivals arrivals) {
        server = new SmtpServer(port, () -> new MailRecorder(arrivals));
    }

    private static final class MailRecorder implements SmtpServer.Mails {

        private final Arrivals arrivals;
        private String recipient = "";

        private MailRecorder(Arrivals arrivals) {
            this.arrivals = arrivals;
        }

        @Override
        public SmtpReply recipient(String line) {
            recipient = line;
            return SmtpReply.OK;
        }

        @Override
        public SmtpReply mail(String text) {
            var now = System.nanoTime();
            var number = recipient.indexOf('+') + 1;
            var incident = text.indexOf(INCIDENT);
            if (number > 0 && incident > 0) {
                var id = incident + INCIDENT.length();
                arrivals.arrive(
                        text.substring(id, id + ID_LENGTH),
                        text.contains("] Resolved: ") ? ArrivalKind.CLOSED : ArrivalKind.OPENED,
                        Integer.parseInt(recipient.substring(number, recipient.indexOf('@'))),
                        text,
                        now);
            }
            return SmtpReply.OK;
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
