package dev.tocsin.incident.writer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import dev.tocsin.incident.postgres.ReaderSessions;
import dev.tocsin.incident.writer.store.IncidentStore;
import dev.tocsin.stack.postgres.DatabaseProxy;
import dev.tocsin.support.kafka.Unavailability;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the service does when its database is silent, locked by a process that stands still, or asked by too many.
@QuarkusTest
@WithTestResource(OwnServers.Start.class)
class DatabaseFaultsTest {

    @Inject
    IncidentStore store;

    @Inject
    IncidentEvents stories;

    @Inject
    ReaderSessions readers;

    @Inject
    @ConfigProperty(name = "quarkus.datasource.jdbc.additional-jdbc-properties.options")
    String options;

    @Inject
    @ConfigProperty(name = "quarkus.datasource.readers.jdbc.max-size")
    int readerConnections;

    private OwnServers servers;

    @BeforeEach
    void startWithNothing() {
        servers = OwnServers.connect();
        servers.clearDatabase("latest");
    }

    @AfterEach
    void mend() {
        DatabaseProxy.set(DatabaseProxy.Condition.WHOLE);
        servers.close();
    }

    @Test
    void aWriterThatIsStoppedInItsTransactionIsOverruledWithinAMinuteAndWritesNothingMore() throws SQLException {
        try (var stopped = connectAsTheServiceDoes()) {
            stopped.setAutoCommit(false);
            execute(stopped, "select revision from writer for update");
            execute(stopped, "update writer set revision = 99");

            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptionsMatching(Unavailability::causes)
                    .untilAsserted(() -> assertThat(store.load().revision()).isZero());

            assertThatThrownBy(() -> {
                        execute(stopped, "update writer set revision = 100");
                        stopped.commit();
                    })
                    .isInstanceOf(SQLException.class);
        }
        assertThat(store.load().revision()).isZero();
    }

    @Test
    void aSilentDatabaseIsAnErrorWithinHalfAMinuteAndUsedAgainWithinAMinute() {
        var before = store.load();
        assertThat(stories.of("none")).isEmpty();
        DatabaseProxy.set(DatabaseProxy.Condition.SILENT);
        var cut = Instant.now();

        var asWriter =
                catchThrowable(() -> store.store(before, before.state(), Map.of(), List.of(), List.of(), List.of()));
        var asWriterTook = Duration.between(cut, Instant.now());
        var asReader = catchThrowable(() -> stories.of("none"));
        var bothTook = Duration.between(cut, Instant.now());
        DatabaseProxy.set(DatabaseProxy.Condition.WHOLE);

        assertThat(asWriter).matches(Unavailability::causes, "says that the database is away");
        assertThat(asReader).matches(Unavailability::causes, "says that the database is away");
        assertThat(asWriterTook).isLessThan(Duration.ofSeconds(30));
        assertThat(bothTook.minus(asWriterTook)).isLessThan(Duration.ofSeconds(30));
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptionsMatching(Unavailability::causes)
                .untilAsserted(() -> {
                    assertThat(store.load().revision()).isEqualTo(before.revision());
                    assertThat(stories.of("none")).isEmpty();
                });
    }

    @Test
    void readersThatFindNoConnectionAreAskedToComeBackAndTheWriterIsNot() throws Exception {
        var all = new CountDownLatch(readerConnections);
        var end = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var reader = 0; reader < readerConnections; reader++) {
                var _ = threads.submit(() -> readers.read(session -> {
                    all.countDown();
                    return awaitUninterrupted(end);
                }));
            }
            all.await();
            try {
                given().accept("text/html")
                        .get("/months/2006-03")
                        .then()
                        .statusCode(503)
                        .header("Retry-After", matchesPattern("[1-9][0-9]*"))
                        .contentType(containsString("text/html"));
                given().get("/api/v1/uptime?month=2006-03")
                        .then()
                        .statusCode(503)
                        .header("Retry-After", matchesPattern("[1-9][0-9]*"))
                        .contentType("application/problem+json")
                        .body("status", equalTo(503));
                var before = store.load();
                assertThat(store.store(before, before.state(), Map.of(), List.of(), List.of(), List.of()))
                        .isPresent();
            } finally {
                end.countDown();
            }
        }
        given().accept("text/html").get("/months/2006-03").then().statusCode(200);
    }

    private static boolean awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Connection connectAsTheServiceDoes() throws SQLException {
        var database = servers.database();
        var properties = new Properties();
        properties.setProperty("user", database.user());
        properties.setProperty("password", database.password());
        properties.setProperty("options", options);
        return DriverManager.getConnection(database.url(), properties);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
