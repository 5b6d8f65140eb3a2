package dev.tocsin.standalone.sample;

import dev.tocsin.contract.Cell;
import dev.tocsin.standalone.http.LocalServer;
import dev.tocsin.standalone.http.Reply;
import dev.tocsin.standalone.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One cell of the sample product: `GET /health` is 200 while the cell is whole and all cells that it needs answer,
/// else 503 with the reason, or as its fault dictates.
final class SampleCell implements AutoCloseable {

    /// The time that a silent connection is held: longer than anybody waits, short enough not to gather connections
    /// for ever.
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final Cell cell;
    private final InetSocketAddress address;
    private final List<Need> needs;
    private final Duration slowness;
    private volatile FaultState state = new FaultState(null);
    private @Nullable LocalServer server;

    /// A fault, if any, and the latch that releases silent connections when it is over.
    private record FaultState(@Nullable SampleFault fault, CountDownLatch over) {

        FaultState(@Nullable SampleFault fault) {
            this(fault, new CountDownLatch(1));
        }
    }

    SampleCell(Cell cell, InetSocketAddress address, List<Need> needs, Duration slowness) {
        this.cell = cell;
        this.address = address;
        this.needs = needs;
        this.slowness = slowness;
    }

    Cell cell() {
        return cell;
    }

    int port() {
        return address.getPort();
    }

    @Nullable
    SampleFault fault() {
        return state.fault();
    }

    synchronized void start() throws IOException {
        if (server == null) {
            server = LocalServer.start(address, this::answer);
        }
    }

    /// Makes the fault, or the lack of one, the cell's only state.
    synchronized void become(@Nullable SampleFault fault) {
        var before = state;
        state = new FaultState(fault);
        before.over().countDown();
        try {
            if (fault == SampleFault.REFUSE) {
                close();
            } else {
                start();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot open its port %d again".formatted(cell, port()), e);
        }
    }

    private Reply answer(Request request) throws InterruptedException {
        if (!request.path().equals("/health")) {
            return Reply.notFound("A cell answers at /health only.");
        }
        var now = state;
        return switch (now.fault()) {
            case null -> health();
            case ERRORS -> health(500, "broken: answers with errors");
            case TIMEOUT -> {
                var _ = now.over().await(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
                yield Reply.NONE;
            }
            case REFUSE -> Reply.NONE;
            case SLOW -> {
                Thread.sleep(slowness);
                yield health();
            }
        };
    }

    private Reply health() {
        var troubles = Need.troubles(needs);
        return troubles.isEmpty() ? health(200, null) : health(503, String.join("; ", troubles));
    }

    private Reply health(int status, @Nullable String reason) {
        var body = new LinkedHashMap<String, Object>();
        body.put("cell", cell);
        body.put("works", status == 200);
        body.put("reason", reason);
        return Reply.json(status, body);
    }

    @Override
    public synchronized void close() {
        state.over().countDown();
        if (server != null) {
            server.close();
            server = null;
        }
    }
}
