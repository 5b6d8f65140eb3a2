package dev.tocsin.standalone.sample;

import dev.tocsin.contract.Cell;
import dev.tocsin.standalone.http.LocalServer;
import dev.tocsin.standalone.http.Reply;
import dev.tocsin.standalone.http.SameSite;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The whole sample product: its cells, the control page, and the control targets that always answer.
public final class SampleProduct implements AutoCloseable {

    /// The usual delay of a slow cell's answers.
    public static final Duration SLOWNESS = Duration.ofMillis(1500);

    private final List<SampleCell> cells;
    private final List<LocalServer> servers = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;

    /// The addresses at which it listens, and the delay of slow cells.
    ///
    /// @param host the address to bind; the cells call one another on it, or on loopback if it is every address
    /// @param names by which the control page may be addressed beside `localhost` and address literals
    /// @param firstCell the port of the first cell of [SampleLayout#CELLS]
    /// @param slowness the delay of a slow cell's answers
    public record SampleSettings(
            InetAddress host, Set<String> names, int control, int firstCell, List<Integer> targets, Duration slowness) {

        /// Longer than a slow cell takes, so that cells that need it become slow and not broken.
        Duration patience() {
            return slowness.plusMillis(500);
        }

        InetSocketAddress at(int port) {
            return new InetSocketAddress(host, port);
        }

        InetSocketAddress cell(Cell cell) {
            return at(firstCell + SampleLayout.CELLS.indexOf(cell));
        }

        URI health(Cell cell) {
            var reached = host.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : host;
            return URI.create("http://%s:%d/health"
                    .formatted(reached.getHostAddress(), cell(cell).getPort()));
        }
    }

    private SampleProduct(SampleSettings settings) {
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.patience())
                .executor(threads)
                .build();
        cells = SampleLayout.CELLS.stream().map(cell -> cell(cell, settings)).toList();
    }

    private SampleCell cell(Cell cell, SampleSettings settings) {
        var needs = SampleLayout.needs(cell).stream()
                .map(needed -> new Need(needed, settings.health(needed), settings.patience(), client))
                .toList();
        return new SampleCell(cell, settings.cell(cell), needs, settings.slowness());
    }

    public static SampleProduct start(SampleSettings settings) throws IOException {
        var product = new SampleProduct(settings);
        try {
            for (var cell : product.cells) {
                cell.start();
            }
            for (var target : settings.targets()) {
                product.servers.add(
                        LocalServer.start(settings.at(target), _ -> Reply.json(200, Map.of("answers", true))));
            }
            var control = new SameSite(settings.names()).guard(new SampleControl(product));
            product.servers.add(LocalServer.start(settings.at(settings.control()), control));
            return product;
        } catch (IOException | RuntimeException | LinkageError e) {
            product.close();
            throw e;
        }
    }

    List<SampleCell> cells() {
        return cells;
    }

    Optional<SampleCell> cell(String name) {
        return cells.stream()
                .filter(cell -> cell.cell().toString().equals(name))
                .findFirst();
    }

    @Override
    public void close() {
        servers.forEach(LocalServer::close);
        cells.forEach(SampleCell::close);
        client.shutdownNow();
        threads.shutdownNow();
    }
}
