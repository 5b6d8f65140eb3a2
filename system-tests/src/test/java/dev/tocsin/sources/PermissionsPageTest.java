package dev.tocsin.sources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.stack.access.Door;
import dev.tocsin.stack.access.DoorTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class PermissionsPageTest {

    private static final Path PAGE = Sources.HOME.resolve("docs/permissions.md");
    private static final List<String> WITH_DOORS = List.of("incident-service", "notifier-service");

    @Test
    void thePageListsEveryDoorAsTheSourcesHaveIt() throws IOException {
        var doors = new LinkedHashMap<String, List<Door>>();
        WITH_DOORS.forEach(service -> doors.put(service, DoorReader.doors(service)));
        var page = PermissionsPage.of(doors);
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(PAGE, page);
        }

        assertThat(page)
                .as("docs/permissions.md is out of date; -Dgolden=write writes it anew")
                .isEqualTo(Sources.read(PAGE));
        doors.forEach((service, each) ->
                assertThat(DoorTable.of(PAGE, service)).isNotEmpty().isEqualTo(each));
    }
}
