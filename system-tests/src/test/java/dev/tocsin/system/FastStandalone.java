package dev.tocsin.system;

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

    /// Nobody is to wait half a minute for a bar.
    private static final Map<String, String> SOONER = Map.of("TOCSIN_UPTIME_EVERY", "5s");

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
        return parameter.getParameter().getType() == Standalone.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return standalone(context);
    }

    private static Standalone standalone(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(FastStandalone.class))
                .computeIfAbsent(
                        "standalone",
                        _ -> Standalone.upAfresh("standalone", PORT_OFFSET, SOONER, "--fast"),
                        Standalone.class);
    }
}
