package dev.tocsin.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.stack.mail.Mail;
import dev.tocsin.stack.mail.SampleMail;
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
                        "tocsin.operator.token",
                        "tocsin.tracing.disabled",
                        "quarkus.otel.exporter.otlp.endpoint",
                        "quarkus.otel.exporter.otlp.protocol",
                        "quarkus.otel.bsp.schedule.delay");
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
    void receivesMailThatATestCanRead() throws Exception {
        var stack = new TocsinStack();
        stack.init(Map.of("needs", "smtp"));
        var configuration = stack.start();

        assertThat(SharedServices.mailsTo("ada+mail@example.org")).isEmpty();
        var smtp = SharedServices.smtp();
        assertThat(configuration)
                .containsEntry("quarkus.mailer.host", smtp.getHost())
                .containsEntry("quarkus.mailer.port", Integer.toString(smtp.getPort()));
        var sample = new SampleMail(smtp.getHost(), smtp.getPort());
        sample.send("First", "<p>ü</p>", "ada+mail@example.org", "bob@example.org");
        sample.send("Second", "<p>ü</p>", "ada+mail@example.org");

        var mails = SharedServices.mailsTo("Ada+mail@example.org");
        assertThat(mails).extracting(Mail::subject).containsExactly("Second", "First");
        assertThat(mails).extracting(Mail::text).containsOnly("Down, in words ü");
        assertThat(mails).extracting(Mail::html).containsOnly("<p>ü</p>");
        assertThat(SharedServices.mailsTo("bob@example.org")).hasSize(1);
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
