package dev.tocsin.system;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests one `./tocsin up --fast` that all of them share; each begins when everything is up and quiet.
final class FastStandalone implements BeforeEachCallback, ParameterResolver {

    static final int PORT_OFFSET = 12_000;

    @Override
    public void beforeEach(ExtensionContext context) {
        standalone(context).awaitQuiet();
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
                        "standalone", _ -> Standalone.up("standalone", PORT_OFFSET, "--fast"), Standalone.class);
    }
}
