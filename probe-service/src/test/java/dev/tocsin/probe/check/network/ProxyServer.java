package dev.tocsin.probe.check.network;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// An HTTP proxy: it makes tunnels, and passes on requests for whole addresses as they come. With `answer` it answers
/// that to everybody.
public final class ProxyServer implements AutoCloseable {

    private final ServerSocket server;
    private final String answer;
    private final List<String> heads = new CopyOnWriteArrayList<>();

    private ProxyServer(String answer) throws IOException {
        this.answer = answer;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::serve);
    }

    public static ProxyServer open() throws IOException {
        return new ProxyServer("");
    }

    public static ProxyServer answering(String answer) throws IOException {
        return new ProxyServer(answer);
    }

    public String address() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /// What was asked, each with its headers.
    public List<String> heads() {
        return heads;
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                Thread.startVirtualThread(() -> serve(client));
            } catch (IOException e) {
                // Closed, by the test.
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            var head = head(client);
            heads.add(head);
            if (!answer.isEmpty()) {
                client.getOutputStream().write(answer.getBytes(ISO_8859_1));
                return;
            }
            var line = head.lines().findFirst().orElse("").split(" ", -1);
            var isTunnel = line[0].equals("CONNECT");
            var target = URI.create(isTunnel ? "http://" + line[1] : line[1]);
            try (var other = new Socket(InetAddress.getLoopbackAddress(), target.getPort())) {
                if (isTunnel) {
                    client.getOutputStream().write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(ISO_8859_1));
                } else {
                    other.getOutputStream()
                            .write(head.replace(line[1], target.getRawPath()).getBytes(ISO_8859_1));
                }
                Thread.startVirtualThread(() -> pass(client, other));
                pass(other, client);
            }
        } catch (IOException e) {
            // One of the two left.
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            var _ = from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // One of the two left.
        }
    }

    private static String head(Socket client) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var next = client.getInputStream().read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
