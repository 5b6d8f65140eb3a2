package dev.tocsin.notifier;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A mail server that wants a password, lets clients pipeline, and answers what a test tells it to.
final class ScriptedMailServer implements AutoCloseable {

    /// The answer to a command, by its verb; empty for the usual one. `CONNECT` stands for the greeting.
    interface Script extends Function<String, String> {}

    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<Received> mails = new CopyOnWriteArrayList<>();
    private volatile Script script = _ -> "";

    ScriptedMailServer(int port) {
        try {
            server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    void follow(Script next) {
        script = next;
    }

    /// A mail that it took.
    ///
    /// @param sender of the envelope
    /// @param text as it came, its bytes as characters
    record Received(String sender, String text) {}

    List<Received> mails() {
        return List.copyOf(mails);
    }

    private void accept() {
        try {
            while (true) {
                var socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (SocketException _) {
            // closed
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new Conversation(new BufferedInputStream(socket.getInputStream()), socket.getOutputStream()).hold();
        } catch (IOException _) {
            // the client left
        } finally {
            open.remove(socket);
        }
    }

    private final class Conversation {

        private final InputStream in;
        private final OutputStream out;

        /// Whether the command before was taken, without which the next is out of order; a client that pipelines sends
        /// it nevertheless.
        private boolean isInOrder;

        private String sender = "";

        Conversation(InputStream in, OutputStream out) {
            this.in = in;
            this.out = out;
        }

        void hold() throws IOException {
            answer("CONNECT", "220 scripted");
            for (var line = line(); line != null; line = line()) {
                var verb = line.replaceFirst("[ :].*", "").toUpperCase(Locale.ROOT);
                switch (verb) {
                    case "EHLO" ->
                        answer(verb, "250-scripted\r\n250-PIPELINING\r\n250-ENHANCEDSTATUSCODES\r\n250 AUTH PLAIN");
                    case "AUTH" -> answer(verb, "235 2.7.0 welcome");
                    case "MAIL" -> {
                        sender = line.replaceAll(".*<|>.*", "");
                        isInOrder = answer(verb, "250 2.1.0 fine");
                    }
                    case "RCPT" -> isInOrder = answer(verb, isInOrder ? "250 2.1.5 fine" : "503 5.5.1 no sender");
                    case "DATA" -> {
                        if (answer(verb, isInOrder ? "354 go on" : "554 5.5.1 no valid recipients")) {
                            take();
                        }
                    }
                    case "QUIT" -> {
                        answer(verb, "221 bye");
                        return;
                    }
                    default -> answer(verb, "250 2.0.0 fine");
                }
            }
        }

        private void take() throws IOException {
            var mail = new StringBuilder();
            for (var line = line(); line != null && !line.equals("."); line = line()) {
                mail.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
            }
            if (answer("END", "250 2.0.0 taken")) {
                mails.add(new Received(sender, mail.toString()));
            }
        }

        /// @return whether it says yes
        private boolean answer(String verb, String usual) throws IOException {
            var scripted = script.apply(verb);
            var answer = scripted.isEmpty() ? usual : scripted;
            out.write((answer + "\r\n").getBytes(US_ASCII));
            out.flush();
            return answer.charAt(0) < '4';
        }

        /// Up to CRLF, which alone ends a line; null at the end.
        private @Nullable String line() throws IOException {
            var line = new StringBuilder();
            for (var next = in.read(); next >= 0; next = in.read()) {
                line.append((char) next);
                if (next == '\n' && line.length() > 1 && line.charAt(line.length() - 2) == '\r') {
                    return line.substring(0, line.length() - 2);
                }
            }
            return null;
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
