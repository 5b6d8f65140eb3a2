package dev.tocsin.incident.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incident.postgres.ReadersBusy.FullQueue;
import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class DatabaseGuardTest {

    @Inject
    DatabaseGuard guard;

    @Test
    void aCrowdOfReadersIsNoSilentDatabase() {
        var read = guard.asEmpty(() -> {
            throw new ReadersBusy("Too many requests are waiting", new FullQueue());
        });

        assertThat(read).isEmpty();
        assertThat(guard.isAnswering()).isTrue();
        assertThat(guard.read(() -> "an answer")).isEqualTo("an answer");
    }
}
