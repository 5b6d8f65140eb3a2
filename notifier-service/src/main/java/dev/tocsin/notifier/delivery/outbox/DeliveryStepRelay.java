package dev.tocsin.notifier.delivery.outbox;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.delivery.DeliveryEvent;
import dev.tocsin.contract.delivery.DeliveryEvent.GivenUp;
import dev.tocsin.contract.delivery.DeliveryEvent.Queued;
import dev.tocsin.contract.delivery.DeliveryEvent.Retrying;
import dev.tocsin.contract.delivery.DeliveryEvent.Sent;
import dev.tocsin.notifier.background.Loop;
import dev.tocsin.notifier.delivery.store.DeliveryStore;
import dev.tocsin.notifier.kafka.EventProducer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Sends the steps of deliveries to `tocsin.deliveries`, in order, one instance at a time; at least once, with the same
/// ids.
@ApplicationScoped
class DeliveryStepRelay {

    private static final int BATCH = 500;
    private static final Duration IDLE = Duration.ofMillis(500);

    /// Any number, the same in all instances: who holds it in the database is the one that relays.
    private static final long LOCK = 0x746f6373696eL;

    private final Jdbi jdbi;
    private final EventProducer producer;
    private @Nullable Loop loop;

    DeliveryStepRelay(Jdbi jdbi, EventProducer producer) {
        this.jdbi = jdbi;
        this.producer = producer;
    }

    void start(@Observes StartupEvent event) {
        loop = Loop.start("delivery-step-relay", IDLE, () -> jdbi.inTransaction(this::relay));
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null) {
            loop.close();
        }
    }

    private boolean relay(Handle handle) {
        if (!isOurs(handle)) {
            return false;
        }
        var steps = unpublished(handle);
        producer.write(Topic.DELIVERIES, steps.stream().map(Step::event).toList());
        handle.createUpdate("update delivery_step set published = true where position = any (:positions)")
                .bindArray(
                        "positions",
                        Long.class,
                        steps.stream().map(Step::position).toList())
                .execute();
        return steps.size() == BATCH;
    }

    private static boolean isOurs(Handle handle) {
        return handle.createQuery("select pg_try_advisory_xact_lock(:lock)")
                .bind("lock", LOCK)
                .mapTo(boolean.class)
                .one();
    }

    private static List<Step> unpublished(Handle handle) {
        return handle.createQuery("""
                        select d.*, s.position as step_position, s.step, s.attempt as step_attempt, s.at, s.next_at,
                            s.reason as step_reason, s.covered_by as step_covered_by
                        from delivery_step s join delivery d on d.id = s.delivery
                        where not s.published order by s.position limit :batch""")
                .bind("batch", BATCH)
                .map((row, _) -> new Step(row.getLong("step_position"), event(row)))
                .list();
    }

    private static DeliveryEvent event(ResultSet row) throws SQLException {
        var head = DeliveryStore.head(row);
        var attempt = row.getInt("step_attempt");
        var at = row.getTimestamp("at").toInstant();
        return switch (row.getString("step")) {
            case "queued" -> new Queued(head, at);
            case "sent" -> new Sent(head, attempt, at, row.getString("step_covered_by"));
            case "retrying" ->
                new Retrying(head, attempt, at, row.getTimestamp("next_at").toInstant(), row.getString("step_reason"));
            case "given-up" -> new GivenUp(head, attempt, at, row.getString("step_reason"));
            case String step -> throw new IllegalStateException("no step " + step);
        };
    }

    private record Step(long position, DeliveryEvent event) {}
}
