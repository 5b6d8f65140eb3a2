package dev.tocsin.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.stack.TocsinStack;
import dev.tocsin.stack.access.Door;
import dev.tocsin.stack.access.DoorTable;
import dev.tocsin.stack.access.DoorTrial;
import dev.tocsin.stack.access.Visitor;
import dev.tocsin.support.access.Permissions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Each door opens to those whom `docs/permissions.md` names, and to no others.
@QuarkusTest
@WithTestResource(NotifierStack.class)
class PermissionsTest {

    private static final List<Door> DOORS = DoorTable.of(Path.of("../docs/permissions.md"), "notifier-service");

    @TestHTTPResource
    URI base = URI.create("");

    @Test
    void nobodyPassesDoorsThatNeedSomething() throws IOException, InterruptedException {
        assertThat(new DoorTrial(base, Visitor.nobody()).faults(DOORS)).isEmpty();
    }

    @Test
    void theOperatorTokenPassesAllDoors() throws IOException, InterruptedException {
        var visitor = Visitor.withToken("operator", Permissions.ALL, TocsinStack.OPERATOR_TOKEN);

        assertThat(new DoorTrial(base, visitor).faults(DOORS)).isEmpty();
    }
}
