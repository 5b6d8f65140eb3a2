package dev.tocsin.probe.check.network;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Supplier;

/// A server that does to each connection what it was made for.
public final class Wire implements AutoCloseable {

    private final ServerSocket server;

    private Wire(Conversation conversation) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(() -> serve(conversation));
    }

    /// Reads the request's head and then answers with these bytes.
    public static Wire answering(String answer) throws IOException {
        return answeringAfter(0, answer);
    }

    public static Wire answeringAfter(long millis, String answer) throws IOException {
        return new Wire(socket -> {
            readHead(socket);
            Thread.sleep(millis);
            socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
        });
    }

    /// The same with bytes that are no text; each connection gets the next of them.
    public static Wire answering(Supplier<byte[]> answers) throws IOException {
        return new Wire(socket -> {
            readHead(socket);
            socket.getOutputStream().write(answers.get());
        });
    }

    /// Sends the head, and then a byte each 20 ms for ever.
    public static Wire dripping(String head) throws IOException {
        return new Wire(socket -> {
            readHead(socket);
            socket.getOutputStream().write(head.getBytes(ISO_8859_1));
            while (true) {
                Thread.sleep(20);
                socket.getOutputStream().write('x');
            }
        });
    }

    /// Speaks first, as a mail server does.
    public static Wire greeting(String greeting) throws IOException {
        return new Wire(socket -> {
            socket.getOutputStream().write(greeting.getBytes(ISO_8859_1));
            var _ = socket.getInputStream().readAllBytes();
        });
    }

    public static Wire silent() throws IOException {
        return new Wire(socket -> {
            var _ = socket.getInputStream().readAllBytes();
        });
    }

    public static Wire resetting() throws IOException {
        return new Wire(socket -> {
            readHead(socket);
            socket.setSoLinger(true, 0);
        });
    }

    public int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve(Conversation conversation) {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                Thread.startVirtualThread(() -> talk(socket, conversation));
            } catch (IOException e) {
                // Closed, by the test.
            }
        }
    }

    private static void talk(Socket socket, Conversation conversation) {
        try (socket) {
            conversation.with(socket);
        } catch (IOException | InterruptedException e) {
            // The other side left, as it should.
        }
    }

    private static void readHead(Socket socket) throws IOException {
        var last = new StringBuilder();
        while (!last.toString().endsWith("\r\n\r\n")) {
            var next = socket.getInputStream().read();
            if (next < 0) {
                return;
            }
            last.append((char) next);
        }
    }

    private interface Conversation {
        void with(Socket socket) throws IOException, InterruptedException;
    }
}
