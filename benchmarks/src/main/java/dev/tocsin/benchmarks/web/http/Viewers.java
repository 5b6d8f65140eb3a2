package dev.tocsin.benchmarks.web.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Many viewers that follow one stream of server-sent events at once, compressed as browsers request it. One thread
/// only records the bytes with their arrival times; they are parsed afterwards, because a thousand clients that parse
/// would themselves be measured.
public final class Viewers implements AutoCloseable {

    private static final int READ = 256 * 1024;
    private static final Duration LOOK = Duration.ofMillis(1_500);

    private final List<StreamViewer> all = new ArrayList<>();
    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ);
    private final Thread thread = Thread.ofPlatform().daemon().name("viewers").start(this::run);
    private volatile boolean closed;
    private long read;

    private record Came(ByteBuffer bytes, long nanos) {}

    private static final class StreamViewer {

        private final EventText text = new EventText();
        private List<Came> came = new ArrayList<>();
        private String before = "";
        private boolean gone;

        /// @return when the sign was complete; 0 if it has not come yet
        long find(String sign) {
            var all = came;
            came = new ArrayList<>();
            var found = 0L;
            for (var some : all) {
                var said = before + text.more(some.bytes().array());
                found = found == 0 && said.contains(sign) ? some.nanos() : found;
                before = said.substring(Math.max(0, said.length() - sign.length()));
            }
            return found;
        }
    }

    /// Returns when all are connected and have sent their request.
    public Viewers(URI service, String path, int many) throws IOException {
        var request = "GET %s HTTP/1.1\r\nHost: %s\r\nAccept: text/event-stream\r\nAccept-Encoding: gzip\r\n\r\n"
                .formatted(path, service.getAuthority())
                .getBytes(StandardCharsets.UTF_8);
        for (var number = 0; number < many; number++) {
            add(SocketChannel.open(new InetSocketAddress(service.getHost(), service.getPort())), request);
        }
    }

    private synchronized void add(SocketChannel channel, byte[] request) throws IOException {
        channel.write(ByteBuffer.wrap(request));
        channel.configureBlocking(false);
        var viewer = new StreamViewer();
        all.add(viewer);
        channel.register(selector, SelectionKey.OP_READ, viewer);
        selector.wakeup();
    }

    /// Waits until all viewers have the sign, or until the patience is over.
    ///
    /// @return the arrival times at the viewers that have it, by [System#nanoTime()]
    public List<Long> arrivals(String sign, Duration patience) throws InterruptedException {
        var until = System.nanoTime() + patience.toNanos();
        var waiting = new ArrayList<>(all);
        var arrived = new ArrayList<Long>();
        while (!waiting.isEmpty() && System.nanoTime() < until) {
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
            waiting.removeIf(viewer -> {
                var at = find(viewer, sign);
                if (at != 0) {
                    arrived.add(at);
                }
                return at != 0;
            });
        }
        return arrived;
    }

    /// Excludes everything that came so far from later searches.
    public synchronized void pass() {
        all.forEach(viewer -> {
            viewer.find("\n");
            viewer.before = "";
        });
    }

    private synchronized long find(StreamViewer viewer, String sign) {
        return viewer.find(sign);
    }

    /// The number of viewers that were dropped.
    public synchronized long gone() {
        return all.stream().filter(viewer -> viewer.gone).count();
    }

    /// The bytes that all viewers have read so far.
    public synchronized long read() {
        return read;
    }

    private void run() {
        try {
            while (!closed) {
                selector.select(key -> look((SocketChannel) key.channel(), (StreamViewer) key.attachment(), key));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void look(SocketChannel channel, StreamViewer viewer, SelectionKey key) {
        buffer.clear();
        var length = length(channel);
        if (length < 0) {
            viewer.gone = true;
            key.cancel();
            return;
        }
        read += length;
        viewer.came.add(new Came(ByteBuffer.allocate(length).put(buffer.flip()), System.nanoTime()));
    }

    private int length(SocketChannel channel) {
        try {
            return channel.read(buffer);
        } catch (IOException _) {
            return -1;
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        for (var key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
        all.forEach(viewer -> viewer.text.close());
    }
}
