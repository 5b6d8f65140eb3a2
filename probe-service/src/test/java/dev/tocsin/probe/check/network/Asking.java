package dev.tocsin.probe.check.network;

import dev.tocsin.contract.catalog.Question;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.probe.check.Answer;
import dev.tocsin.probe.check.Fault;
import dev.tocsin.probe.check.Secrets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Asks as the probe does, on a virtual thread, with one kind of check.
public final class Asking {

    public static final long TIMEOUT_MILLIS = 5000;

    private final Asker asker;

    public Asking(CheckKind<?> kind, Map<String, String> environment) {
        asker = new Asker(new CheckKinds(List.of(kind)), new Secrets(environment));
    }

    public Asking(CheckKind<?> kind) {
        this(kind, Map.of());
    }

    public static Connector connector() {
        return connector(DefaultProxy.NONE);
    }

    public static Connector connector(DefaultProxy proxy) {
        return new Connector(new NameResolver(), proxy);
    }

    public static Connector connector(NameServer server) {
        return new Connector(names(server), DefaultProxy.NONE);
    }

    /// Resolves names by this server only.
    public static NameResolver names(NameServer server) {
        return new NameResolver(server::resolver);
    }

    public Answer ask(Question question) {
        return ask(question, TIMEOUT_MILLIS, TIMEOUT_MILLIS);
    }

    public Answer ask(Question question, long timeoutMillis, long slowAfterMillis) {
        return CompletableFuture.supplyAsync(
                        () -> asker.ask(question, timeoutMillis, slowAfterMillis), Thread::startVirtualThread)
                .join();
    }

    public @Nullable ErrorKind errorOf(Question question) {
        return ask(question).fault().map(Fault::kind).orElse(null);
    }
}
