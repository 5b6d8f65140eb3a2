package dev.tocsin.incident.writer.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Weight;
import dev.tocsin.engine.lifecycle.Impact;
import dev.tocsin.incident.postgres.JsonDocuments;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ImpactFormTest {

    private static final Impact DOWN =
            Impact.of(Cell.of("cache@na"), Verdict.DOWN, Instant.parse("2006-04-11T10:42:00Z"), false, Weight.NORMAL);

    @Test
    void isReadAsItWasWritten() {
        assertThat(JsonDocuments.read(JsonDocuments.write(DOWN), Impact.class)).isEqualTo(DOWN);
    }

    @Test
    void anOlderOneThatDoesNotSayWhatItWasAtFirstWasWhatItWasAtWorst() {
        var older = (ObjectNode) JsonDocuments.tree(DOWN);
        older.remove("first");

        assertThat(JsonDocuments.read(older.toString(), Impact.class)).isEqualTo(DOWN);
    }
}
