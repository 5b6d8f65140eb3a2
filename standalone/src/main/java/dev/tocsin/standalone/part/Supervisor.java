package dev.tocsin.standalone.part;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Starts parts side by side as far as their needs allow, keeps them running, and stops them in the opposite order.
public final class Supervisor implements AutoCloseable {

    private final List<Keeper> keepers;

    public Supervisor(List<Part> parts, Listener listener, InstantSource clock) {
        keepers = parts.stream().map(part -> new Keeper(part, listener, clock)).toList();
    }

    /// Returns when all parts are ready.
    ///
    /// @throws dev.tocsin.stack.process.StartFailure of the first part that does not come up
    public void start() {
        keepers.forEach(keeper -> daemon(keeper.part().name(), () -> keeper.keep(needs(keeper))));
        var failed = new CompletableFuture<Void>();
        for (var keeper : keepers) {
            var _ = keeper.ready().whenComplete((_, failure) -> {
                if (failure != null) {
                    failed.completeExceptionally(failure);
                }
            });
        }
        var ready = keepers.stream().map(Keeper::ready).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.anyOf(failed, CompletableFuture.allOf(ready)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public void close() {
        keepers.forEach(keeper -> daemon("stop " + keeper.part().name(), () -> keeper.stop(dependants(keeper))));
        keepers.forEach(keeper -> keeper.stopped().join());
    }

    private List<Keeper> needs(Keeper keeper) {
        return keepers.stream()
                .filter(other -> keeper.part().needs().contains(other.part().name()))
                .toList();
    }

    private List<Keeper> dependants(Keeper keeper) {
        return keepers.stream()
                .filter(other -> other.part().needs().contains(keeper.part().name()))
                .toList();
    }

    private static void daemon(String name, Runnable work) {
        Thread.ofPlatform().daemon().name(name).start(work);
    }
}
