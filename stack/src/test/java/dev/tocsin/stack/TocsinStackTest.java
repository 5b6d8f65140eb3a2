package dev.tocsin.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class TocsinStackTest {

    @Test
    void givesAServiceWhatItNeeds() throws Exception {
        var stack = new TocsinStack();
        stack.init(Map.of("needs", "kafka,postgres", "schema", "incident"));

        var configuration = stack.start();

        assertThat(configuration)
                .containsOnlyKeys(
                        "kafka.bootstrap.servers",
                        "quarkus.datasource.jdbc.url",
                        "quarkus.datasource.username",
                        "quarkus.datasource.password",
                        "tocsin.operator.token");
        try (var connection = DriverManager.getConnection(
                configuration.get("quarkus.datasource.jdbc.url"),
                configuration.get("quarkus.datasource.username"),
                configuration.get("quarkus.datasource.password"))) {
            assertThat(connection.getSchema()).isEqualTo("incident");
        }
        try (var admin = Admin.create(Map.of("bootstrap.servers", configuration.get("kafka.bootstrap.servers")))) {
            assertThat(admin.describeCluster().nodes().get()).hasSize(1);
        }
    }

    @Test
    void startsEachServiceOnce() {
        var stack = new TocsinStack();
        stack.init(Map.of("needs", "smtp"));

        assertThat(stack.start()).isEqualTo(stack.start());
    }

    @Test
    void saysWhichNeedOrRoleItDoesNotKnow() {
        var unknown = new TocsinStack();
        unknown.init(Map.of("needs", "carrier pigeons"));
        var strange = new TocsinStack();
        strange.init(Map.of("needs", "postgres", "schema", "pigeon"));

        assertThatThrownBy(unknown::start).hasMessageContaining("carrier pigeons");
        assertThatThrownBy(strange::start).hasMessageContaining("no role pigeon");
    }
}
