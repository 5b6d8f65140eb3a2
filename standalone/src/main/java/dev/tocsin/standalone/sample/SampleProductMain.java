package dev.tocsin.standalone.sample;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The sample product on its own, for containers. Set by the environment: `TOCSIN_SAMPLE_HOST` (the address to bind,
/// `127.0.0.1`), `TOCSIN_SAMPLE_NAMES` (host names by which its control page is addressed, separated by commas),
/// `TOCSIN_SAMPLE_CONTROL_PORT` (8090), `TOCSIN_SAMPLE_FIRST_CELL_PORT` (8100, of fifteen in a row),
/// `TOCSIN_SAMPLE_TARGET_PORTS` (8091,8092) and `TOCSIN_SAMPLE_SLOWNESS_MILLIS` (1500).
public final class SampleProductMain {

    private SampleProductMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var product = SampleProduct.start(settings(System.getenv()));
        Runtime.getRuntime().addShutdownHook(new Thread(product::close));
        System.out.println("The sample product is up: " + SampleLayout.CELLS.size() + " cells.");
        Thread.currentThread().join();
    }

    static SampleProduct.SampleSettings settings(Map<String, String> environment) throws IOException {
        return new SampleProduct.SampleSettings(
                InetAddress.getByName(environment.getOrDefault("TOCSIN_SAMPLE_HOST", "127.0.0.1")),
                Set.copyOf(list(environment.getOrDefault("TOCSIN_SAMPLE_NAMES", ""))),
                number(environment, "TOCSIN_SAMPLE_CONTROL_PORT", 8090),
                number(environment, "TOCSIN_SAMPLE_FIRST_CELL_PORT", 8100),
                list(environment.getOrDefault("TOCSIN_SAMPLE_TARGET_PORTS", "8091,8092")).stream()
                        .map(Integer::valueOf)
                        .toList(),
                Duration.ofMillis(number(environment, "TOCSIN_SAMPLE_SLOWNESS_MILLIS", 1500)));
    }

    private static int number(Map<String, String> environment, String name, int otherwise) {
        var text = environment.getOrDefault(name, Integer.toString(otherwise));
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s \"%s\" is not a number".formatted(name, text), e);
        }
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.toList());
    }
}
