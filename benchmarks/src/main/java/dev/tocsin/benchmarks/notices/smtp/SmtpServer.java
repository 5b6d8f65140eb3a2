package dev.tocsin.benchmarks.notices.smtp;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/// The part of a mail server that a pipelining client needs.
public final class SmtpServer implements AutoCloseable {

    private static final String CAPABILITIES =
            "250-benchmark\r\n250-PIPELINING\r\n250-ENHANCEDSTATUSCODES\r\n250 8BITMIME";
    private static final String END_OF_LINE = "\r\n";
    private static final String END_OF_MAIL = "\r\n.\r\n";
    private static final SmtpReply NO_ENVELOPE = SmtpReply.goOn("503 5.5.1 no sender or no recipient");

    private final Vertx vertx = Vertx.vertx();

    /// @param line without its end; empty for no reply
    /// @param closes whether the connection ends with the reply
    public record SmtpReply(String line, boolean closes) {

        public static final SmtpReply OK = goOn("250 2.0.0 ok");

        static SmtpReply goOn(String line) {
            return new SmtpReply(line, false);
        }

        private boolean isPositive() {
            return line.startsWith("2");
        }
    }

    /// The replies to the mails of one connection.
    public interface Mails {

        /// @param line the whole command
        default SmtpReply sender(String line) {
            return SmtpReply.OK;
        }

        /// @param line the whole command
        default SmtpReply recipient(String line) {
            return SmtpReply.OK;
        }

        /// @param text with its headers
        SmtpReply mail(String text);
    }

    /// @param mails supplies the replies for each connection
    public SmtpServer(int port, Supplier<Mails> mails) {
        vertx.createNetServer(new NetServerOptions().setTcpNoDelay(true))
                .connectHandler(socket -> {
                    socket.exceptionHandler(_ -> {}).handler(new Conversation(socket, mails.get())::receive);
                    socket.write("220 benchmark" + END_OF_LINE);
                })
                .listen(port, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private static final class Conversation {

        private final NetSocket socket;
        private final Mails mails;
        private final StringBuilder received = new StringBuilder();
        private boolean hasSender;
        private boolean hasRecipient;
        private boolean isMail;

        /// The received text contains no end mark that begins before this position.
        private int searched;

        Conversation(NetSocket socket, Mails mails) {
            this.socket = socket;
            this.mails = mails;
        }

        void receive(Buffer bytes) {
            received.append(bytes.toString(StandardCharsets.ISO_8859_1));
            var replies = new StringBuilder();
            for (var end = end(); end >= 0; end = end()) {
                var part = received.substring(0, end);
                received.delete(0, end + (isMail ? END_OF_MAIL : END_OF_LINE).length());
                searched = 0;
                var reply = isMail ? take(part) : reply(part);
                if (!reply.line().isEmpty()) {
                    replies.append(reply.line()).append(END_OF_LINE);
                }
                if (reply.closes()) {
                    socket.end(Buffer.buffer(replies.toString()));
                    return;
                }
            }
            if (!replies.isEmpty()) {
                socket.write(replies.toString());
            }
        }

        private int end() {
            var mark = isMail ? END_OF_MAIL : END_OF_LINE;
            var end = received.indexOf(mark, searched);
            searched = Math.max(0, received.length() - mark.length() + 1);
            return end;
        }

        private SmtpReply reply(String command) {
            if (command.startsWith("EHLO")) {
                return SmtpReply.goOn(CAPABILITIES);
            }
            if (command.startsWith("MAIL FROM:")) {
                var reply = mails.sender(command);
                hasSender = reply.isPositive();
                hasRecipient = false;
                return reply;
            }
            if (command.startsWith("RCPT TO:")) {
                var reply = hasSender ? mails.recipient(command) : NO_ENVELOPE;
                hasRecipient |= reply.isPositive();
                return reply;
            }
            if (command.equals("DATA")) {
                isMail = hasSender && hasRecipient;
                return isMail ? SmtpReply.goOn("354 go on") : NO_ENVELOPE;
            }
            return command.equals("QUIT") ? new SmtpReply("221 2.0.0 bye", true) : SmtpReply.OK;
        }

        private SmtpReply take(String text) {
            isMail = false;
            hasSender = false;
            hasRecipient = false;
            return mails.mail(text);
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
