package dev.tocsin.incident.writer.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Weight;
import dev.tocsin.engine.lifecycle.Impact;
import dev.tocsin.incident.postgres.Documents;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ImpactFormTest {

    private static final Impact DOWN =
            Impact.of(Cell.of("cache@na"), Verdict.DOWN, Instant.parse("2006-04-11T10:42:00Z"), false, Weight.NORMAL);

    @Test
    void isReadAsItWasWritten() {
        assertThat(Documents.read(Documents.write(DOWN), Impact.class)).isEqualTo(DOWN);
    }

    @Test
    void anOlderOneThatDoesNotSayWhatItWasAtFirstWasWhatItWasAtWorst() {
        var older = (ObjectNode) Documents.tree(DOWN);
        older.remove("first");

        assertThat(Documents.read(older.toString(), Impact.class)).isEqualTo(DOWN);
    }
}
