package dev.tocsin.system;

import static org.awaitility.Awaitility.await;

import dev.tocsin.stack.tracing.OtlpReceiver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests one `./tocsin up --fast` that all of them share; each begins when everything is up and quiet.
final class FastStandalone implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

    static final int PORT_OFFSET = 12_000;

    /// Bars are counted every 5 s, and traces are exported.
    private static Map<String, String> settings(OtlpReceiver traces) {
        return Map.of(
                "TOCSIN_UPTIME_EVERY",
                "5s",
                "TOCSIN_TRACING_DISABLED",
                "false",
                "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
                traces.endpoint().toString(),
                "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL",
                "http/protobuf");
    }

    private static final List<String> BROKEN_BY_TESTS = List.of("cache@na", "search@apac", "search@eu");

    @Override
    public void beforeEach(ExtensionContext context) {
        standalone(context).awaitQuiet();
    }

    /// A test that failed may have left broken what it broke; the next is not to suffer from it.
    @Override
    public void afterEach(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            BROKEN_BY_TESTS.forEach(standalone(context)::heal);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == Standalone.class || type == OtlpReceiver.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == OtlpReceiver.class ? traces(context) : standalone(context);
    }

    private static OtlpReceiver traces(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(FastStandalone.class))
                .computeIfAbsent("traces", _ -> OtlpReceiver.start(), OtlpReceiver.class);
    }

    private static Standalone standalone(ExtensionContext context) {
        var traces = traces(context);
        return context.getRoot()
                .getStore(Namespace.create(FastStandalone.class))
                .computeIfAbsent(
                        "standalone",
                        _ -> quick(Standalone.upAfresh("standalone", PORT_OFFSET, settings(traces), "--fast")),
                        Standalone.class);
    }

    /// What one test breaks soon after another is an incident of its own, and no test waits long for its end.
    private static Standalone quick(Standalone standalone) {
        var catalog = standalone.data().resolve("catalog.yaml");
        var before = catalogVersion(standalone);
        try {
            Files.writeString(
                    catalog,
                    Files.readString(catalog)
                            .replace(" end-hold: 5s", " end-hold: 2s")
                            .replace("reopen-within: 30s", "reopen-within: 1s"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("the changed catalog").atMost(Duration.ofMinutes(3)).until(() -> catalogVersion(standalone) > before);
        return standalone;
    }

    private static long catalogVersion(Standalone standalone) {
        return standalone
                .get(standalone.incidentService("/api/v1/catalog"))
                .get("version")
                .asLong();
    }
}
