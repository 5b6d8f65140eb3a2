package dev.tocsin.incident.trust.uptime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.engine.uptime.Span;
import dev.tocsin.engine.uptime.VerdictChange;
import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class UptimeStoreTest {

    private static final Instant START = Instant.parse("2021-03-01T00:00:00Z");
    private static final Span MARCH = new Span(START, Instant.parse("2021-04-01T00:00:00Z"));

    /// No time that PostgreSQL can store.
    private static final Instant NEVER = Instant.MAX;

    @Inject
    UptimeStore store;

    @Test
    void turnsAreStoredWithTheOffsetToReadOnFrom() {
        var partition = new TopicPartition("turns-and-offset", 0);
        var cell = Cell.of("kept@together");

        store.keep(List.of(new VerdictChange(cell, 1, START, Verdict.UP)), Map.of(partition, 7L));
        store.keep(List.of(new VerdictChange(cell, 2, START.plusSeconds(60), Verdict.DOWN)), Map.of(partition, 8L));

        assertThat(turns(cell)).extracting(VerdictChange::verdict).containsExactly(Verdict.UP, Verdict.DOWN);
        assertThat(store.offsets()).containsEntry(partition, 8L);
    }

    @Test
    void aTurnThatIsStoredStaysAsItIs() {
        var cell = Cell.of("kept@once");
        var first = new VerdictChange(cell, 1, START, Verdict.UP);
        store.keep(List.of(first), Map.of());

        store.keep(List.of(new VerdictChange(cell, 1, START.plusSeconds(60), Verdict.DOWN)), Map.of());

        assertThat(turns(cell)).containsExactly(first);
    }

    @Test
    void whenATurnCannotBeStoredNeitherIsTheOffset() {
        var partition = new TopicPartition("all-or-nothing", 0);
        var cell = Cell.of("kept@whole");
        store.keep(List.of(), Map.of(partition, 3L));

        assertThatThrownBy(() -> store.keep(
                        List.of(
                                new VerdictChange(cell, 1, START, Verdict.UP),
                                new VerdictChange(cell, 2, NEVER, Verdict.DOWN)),
                        Map.of(partition, 5L)))
                .isInstanceOf(RuntimeException.class);

        assertThat(turns(cell)).isEmpty();
        assertThat(store.offsets()).containsEntry(partition, 3L);
    }

    private List<VerdictChange> turns(Cell cell) {
        return store.inputs(List.of(cell), MARCH).turns().getOrDefault(cell, List.of());
    }
}
