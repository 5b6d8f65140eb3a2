package dev.tocsin.incident.http;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Caches a value that costs much to make and is requested often. It is made on request and not served when it is
/// older than [#OLDEST]. It is made anew a little sooner, so that a constant caller never waits: where making takes
/// long, callers get the previous value meanwhile, up to [#OLDEST_MEANWHILE].
public final class CachedValue<T> {

    static final Duration OLDEST = Duration.ofSeconds(1);
    static final Duration RENEWED_AFTER = Duration.ofMillis(750);
    static final Duration OLDEST_MEANWHILE = Duration.ofSeconds(5);

    /// Makes the present value.
    @FunctionalInterface
    public interface Maker<T> {

        /// @param last the value made before, which may be returned again; null at first
        T make(@Nullable T last, Instant now);
    }

    private record Made<T>(T thing, Instant at) {

        /// A value from the future is not young either: a clock may be set back.
        boolean isYoungerThan(Duration age, Instant now) {
            return !now.isBefore(at) && now.isBefore(at.plus(age));
        }
    }

    private final Maker<T> maker;
    private final Clock clock;
    private final Executor executor;
    private volatile @Nullable Made<T> latest;
    private @Nullable Computation<T> making;

    /// @param spare the value to serve meanwhile, since it was young enough when this began
    private record Computation<T>(
            CompletableFuture<T> future, @Nullable Made<T> spare) {

        boolean isOver() {
            return future.isDone();
        }

        Uni<T> told(Instant now) {
            return spare != null && spare.isYoungerThan(OLDEST_MEANWHILE, now)
                    ? Uni.createFrom().item(spare.thing())
                    : Uni.createFrom().completionStage(future::copy);
        }
    }

    CachedValue(Clock clock, Executor executor, Maker<T> maker) {
        this.clock = clock;
        this.executor = executor;
        this.maker = maker;
    }

    public static <T> CachedValue<T> of(Clock clock, Maker<T> maker) {
        return new CachedValue<>(clock, Infrastructure.getDefaultExecutor(), maker);
    }

    /// Never blocks the caller. One thread makes the value at a time; if it fails, all waiting callers get the
    /// failure.
    public Uni<T> current() {
        var now = clock.instant();
        var last = latest;
        return last != null && last.isYoungerThan(RENEWED_AFTER, now)
                ? Uni.createFrom().item(last.thing())
                : making(last, now).told(now);
    }

    private Computation<T> making(@Nullable Made<T> last, Instant now) {
        Computation<T> begun;
        synchronized (this) {
            var going = making;
            if (going != null && !going.isOver()) {
                return going;
            }
            begun = new Computation<>(
                    new CompletableFuture<>(), last != null && last.isYoungerThan(OLDEST, now) ? last : null);
            making = begun;
        }
        executor.execute(() -> make(begun.future()));
        return begun;
    }

    private void make(CompletableFuture<T> next) {
        var now = clock.instant();
        var last = latest;
        try {
            var thing = maker.make(last == null ? null : last.thing(), now);
            latest = new Made<>(thing, now);
            next.complete(thing);
        } catch (RuntimeException | Error e) {
            next.completeExceptionally(e);
        }
    }
}
