package dev.tocsin.notifier;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// A mail server that wants a password, and answers what a test tells it to.
final class ScriptedMailServer implements AutoCloseable {

    /// The answer to a command, by its verb; empty for the usual one. `CONNECT` stands for the greeting.
    interface Script extends Function<String, String> {}

    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger taken = new AtomicInteger();
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

    /// How many mails it took.
    int taken() {
        return taken.get();
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
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            var out = socket.getOutputStream();
            answer(out, "CONNECT", "220 scripted");
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var verb = line.replaceFirst("[ :].*", "").toUpperCase(Locale.ROOT);
                switch (verb) {
                    case "EHLO" -> answer(out, verb, "250-scripted\r\n250-ENHANCEDSTATUSCODES\r\n250 AUTH PLAIN");
                    case "AUTH" -> answer(out, verb, "235 2.7.0 welcome");
                    case "DATA" -> {
                        answer(out, verb, "354 go on");
                        var text = lines.readLine();
                        while (text != null && !text.equals(".")) {
                            text = lines.readLine();
                        }
                        answer(out, "END", "250 2.0.0 taken");
                        taken.incrementAndGet();
                    }
                    case "QUIT" -> {
                        answer(out, verb, "221 bye");
                        return;
                    }
                    default -> answer(out, verb, "250 2.0.0 fine");
                }
            }
        } catch (IOException _) {
            // the client left
        } finally {
            open.remove(socket);
        }
    }

    private void answer(OutputStream out, String verb, String usual) throws IOException {
        var scripted = script.apply(verb);
        out.write(((scripted.isEmpty() ? usual : scripted) + "\r\n").getBytes(US_ASCII));
        out.flush();
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
