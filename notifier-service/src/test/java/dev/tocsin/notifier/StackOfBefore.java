package dev.tocsin.notifier;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.notifier.message.IncidentReport;
import dev.tocsin.notifier.message.IncidentReport.TouchedCell;
import dev.tocsin.stack.postgres.PostgresServer;
import dev.tocsin.stack.postgres.PostgresSettings;
import dev.tocsin.stack.process.Ports;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/// The notifier's stack with a database as the service of commit 50c4c5e left it: its schema, and rows as its
/// statements wrote them, in the midst of an incident.
public final class StackOfBefore implements QuarkusTestResourceLifecycleManager {

    static final String INCIDENT = "oldincident1";
    static final String TITLE = "Log in is down since before";

    /// Reached by the opening, and not reached yet.
    static final String REACHED = "reached@customer.example";
    static final String WAITING = "waiting@customer.example";

    private static final String ROLE = "notifier";
    private static final String LAST_MIGRATION = "3";
    private static final Path FOLDER =
            Path.of("target", "before", Long.toString(ProcessHandle.current().pid()));

    private final NotifierStack stack = new NotifierStack();
    private @Nullable PostgresServer server;

    @Override
    public Map<String, String> start() {
        var started = PostgresServer.start(
                new PostgresSettings(Ports.free(), FOLDER, Map.of("incident", "incident", ROLE, ROLE)),
                FOLDER.resolveSibling("postgres.log"));
        server = started;
        Flyway.configure()
                .dataSource(started.jdbcUrl(), ROLE, ROLE)
                .schemas(ROLE)
                .target(LAST_MIGRATION)
                .load()
                .migrate();
        storeAsBefore(started.jdbcUrl());
        var configuration = new HashMap<>(stack.start());
        configuration.put("quarkus.datasource.jdbc.url", started.jdbcUrl());
        configuration.put("quarkus.datasource.username", ROLE);
        configuration.put("quarkus.datasource.password", ROLE);
        return configuration;
    }

    @Override
    public void stop() {
        stack.stop();
        if (server != null) {
            server.close();
        }
    }

    private static void storeAsBefore(String url) {
        try (var connection = DriverManager.getConnection(url, ROLE, ROLE);
                var statement = connection.createStatement()) {
            statement.execute("set search_path to notifier");
            statement.execute(ROWS.formatted(INCIDENT, TITLE, report(), REACHED, WAITING));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String report() {
        var report = new IncidentReport(
                INCIDENT,
                2,
                1,
                TITLE,
                IncidentState.INVESTIGATING,
                Severity.MAJOR,
                List.of("na"),
                List.of(new TouchedCell(Cell.of("login@na"), Verdict.DOWN)),
                1,
                Instant.now(),
                null,
                Instant.now(),
                null,
                null);
        try {
            return Json.mapper().writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("InlineFormatString") // it is long
    private static final String ROWS = """
            insert into subscription (id, channel, state, address, regions, components, least_severity, secret, old_secret,
                old_secret_until, created_at, confirmed_at, ask_at, asked, reason)
            values
                ('reached', 'email', 'confirmed', '%4$s', '{na}', '{}', 'minor', null, null, null, now(), now(), null, 1, null),
                ('waiting', 'email', 'confirmed', '%5$s', '{}', '{login}', 'major', null, null, null, now(), now(), null, 1, null),
                ('hook', 'webhook', 'confirmed', 'https://hooks.customer.example/x', '{eu}', '{}', 'critical',
                    'whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz', 'whsec_MzIxMDk4NzY1NDMyMTA5ODc2NTQzMjEw',
                    now() + interval '1 hour', now(), now(), null, 1, null),
                ('hook-1', 'webhook', 'confirmed', 'https://hooks.customer.example/twice', '{apac}', '{}', 'critical',
                    'whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz', null, null, now() - interval '2 hours', now(), null, 1, null),
                ('hook-2', 'webhook', 'confirmed', 'https://hooks.customer.example/twice', '{apac}', '{}', 'critical',
                    'whsec_MzIxMDk4NzY1NDMyMTA5ODc2NTQzMjEw', null, null, now() - interval '1 hour', now(), null, 1, null),
                ('twice-1', 'email', 'confirmed', 'twice@customer.example', '{eu}', '{login}', 'critical', null, null, null,
                    now() - interval '2 hours', now(), null, 1, null),
                ('twice-2', 'email', 'confirmed', 'Twice@Customer.example', '{apac}', '{}', 'major', null, null, null,
                    now() - interval '1 hour', now(), null, 1, null),
                ('gone', 'email', 'left', 'gone@customer.example', '{}', '{}', 'minor', null, null, null, now(), now(), null, 1, 'left');
            insert into token (hash, subscription, purpose, expires_at)
            values (sha256('a token of before'), 'hook', 'manage', now() + interval '1 day'),
                (sha256('a link in an old mail'), 'twice-2', 'leave', now() + interval '1 day');
            insert into incident (id, kafka_partition, number, episode, title, state, severity, regions, onset, changed_at)
            values ('%1$s', 0, 2, 1, '%2$s', 'investigating', 'major', '{na}', now(), now());
            insert into incident_outage (incident, outage, region, root) values ('%1$s', 'na-1', 'na', 'cache@na');
            insert into incident_cell (incident, outage, component, region, public, bad, verdict)
            values ('%1$s', 'na-1', 'login', 'na', true, true, 'DOWN');
            insert into incident_told (incident, episode, subscription, state, highest, last_title, last_state,
                last_severity, last_at)
            select '%1$s', 1, id, 'opened', 'major', '%2$s', 'investigating', 'major', now()
            from subscription where id in ('reached', 'waiting');
            insert into report (incident, number, content) values ('%1$s', 2, '%3$s');
            insert into delivery (id, subscription, channel, kind, incident, episode, number, state, attempt, rung, due_at,
                queued_at, ended_at, reason)
            values
                (delivery_id('%1$s', 1, 2, 'opening', 'reached'), 'reached', 'email', 'opening', '%1$s', 1, 2, 'delivered',
                    1, 1, now(), now(), now(), null),
                (delivery_id('%1$s', 1, 2, 'opening', 'waiting'), 'waiting', 'email', 'opening', '%1$s', 1, 2, 'due',
                    1, 1, now(), now(), null, 'the mail server answered 451');
            insert into delivery_step (delivery, step, attempt, at, next_at, reason, published)
            select id, 'queued', 0, now(), cast(null as timestamptz), cast(null as text), true from delivery
            union all select id, 'sent', 1, now(), null, null, true from delivery where state = 'delivered'
            union all select id, 'retrying', 1, now(), now(), reason, false from delivery where state = 'due';
            insert into operator_alert (subject, raised_at) values ('dead-letters/tocsin.incident-events', now());
            """;
}
