package dev.tocsin.notifier;

import static java.util.Objects.requireNonNull;

import dev.tocsin.stack.postgres.DatabaseProxy;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The notifier's stack, with a [DatabaseProxy] before its database.
public final class StackBehindProxy implements QuarkusTestResourceLifecycleManager {

    private static final String URL = "quarkus.datasource.jdbc.url";

    private final NotifierStack stack = new NotifierStack();
    private @Nullable DatabaseProxy proxy;

    @Override
    public Map<String, String> start() {
        var configuration = new HashMap<>(stack.start());
        var database = URI.create(requireNonNull(configuration.get(URL)).substring("jdbc:".length()));
        var started = DatabaseProxy.to(database.getPort());
        proxy = started;
        configuration.put(URL, "jdbc:postgresql://127.0.0.1:%d%s".formatted(started.port(), database.getPath()));
        return configuration;
    }

    @Override
    public void stop() {
        if (proxy != null) {
            proxy.close();
        }
        stack.stop();
    }
}
