package dev.tocsin.benchmarks.notices.smtp;

import dev.tocsin.benchmarks.notices.Arrivals;
import dev.tocsin.benchmarks.notices.Arrivals.Kind;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;

/// A mail server that takes every mail at once, and notes it. It knows as much of SMTP as a client that pipelines
/// needs.
///
/// Recipients whose address has no number, as in `name+17@host`, are not noted.
public final class MailSink implements AutoCloseable {

    private static final String CAPABILITIES =
            "250-sink\r\n250-PIPELINING\r\n250-ENHANCEDSTATUSCODES\r\n250 8BITMIME\r\n";
    private static final String OK = "250 2.0.0 ok\r\n";
    private static final String END_OF_MAIL = "\r\n.\r\n";
    private static final String INCIDENT = "/incidents/";
    private static final int ID_LENGTH = 12;

    private final Vertx vertx = Vertx.vertx();
    private final Arrivals arrivals;

    public MailSink(int port, Arrivals arrivals) {
        this.arrivals = arrivals;
        vertx.createNetServer(new NetServerOptions().setTcpNoDelay(true))
                .connectHandler(socket -> {
                    socket.handler(new Conversation(socket)::receive);
                    socket.write("220 sink\r\n");
                })
                .listen(port, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private final class Conversation {

        private final NetSocket socket;
        private final StringBuilder received = new StringBuilder();
        private String recipient = "";
        private boolean isMail;

        Conversation(NetSocket socket) {
            this.socket = socket;
        }

        void receive(Buffer bytes) {
            received.append(bytes.toString(StandardCharsets.ISO_8859_1));
            var answers = new StringBuilder();
            for (var end = end(); end >= 0; end = end()) {
                var part = received.substring(0, end);
                received.delete(0, end + (isMail ? END_OF_MAIL : "\r\n").length());
                answers.append(isMail ? take(part) : answer(part));
            }
            if (!answers.isEmpty()) {
                socket.write(answers.toString());
            }
        }

        private int end() {
            return received.indexOf(isMail ? END_OF_MAIL : "\r\n");
        }

        private String answer(String command) {
            if (command.startsWith("EHLO")) {
                return CAPABILITIES;
            }
            if (command.startsWith("RCPT TO:")) {
                recipient = command;
                return OK;
            }
            if (command.equals("DATA")) {
                isMail = true;
                return "354 go on\r\n";
            }
            if (command.equals("QUIT")) {
                socket.end(Buffer.buffer("221 bye\r\n"));
                return "";
            }
            return OK;
        }

        private String take(String mail) {
            isMail = false;
            var now = System.nanoTime();
            var number = recipient.indexOf('+') + 1;
            var incident = mail.indexOf(INCIDENT);
            if (number > 0 && incident > 0) {
                var id = incident + INCIDENT.length();
                arrivals.arrive(
                        mail.substring(id, id + ID_LENGTH),
                        mail.contains("] Resolved: ") ? Kind.CLOSED : Kind.OPENED,
                        Integer.parseInt(recipient.substring(number, recipient.indexOf('@'))),
                        mail,
                        now);
            }
            return OK;
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
