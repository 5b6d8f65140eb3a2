package dev.tocsin.benchmarks.year.postgres;

import static java.util.Locale.ROOT;

import dev.tocsin.benchmarks.year.TableSize;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Writes a year of incidents to the notifier's tables as the service does, one set-wise statement for each step of
/// all deliveries of an incident: queued, claimed, sent. Each incident is announced to everybody, with an opening, an
/// update and a closing. The running service publishes the steps and writes the ledgers.
public final class NotifierYear implements AutoCloseable {

    private static final List<String> KINDS = List.of("opening", "update", "closing");
    private static final int DAYS = 365;
    private static final long PAUSE_MILLIS = 20;

    private final Connection connection;

    public NotifierYear(Connection connection) {
        this.connection = connection;
    }

    public void subscribe(int subscribers) throws SQLException {
        execute(
                "truncate subscription, changed_subscription, incident, report, ledger, ledger_batch, ledger_node cascade");
        execute("""
                insert into subscription
                    (id, channel, state, address, regions, components, least_severity, created_at, confirmed_at)
                select 'year' || lpad(cast(n as text), 16, '0'), 'email', 'confirmed', 'year+' || n || '@customer.example',
                    '{}', '{}', 'minor', now(), now()
                from generate_series(1, %d) n""".formatted(subscribers));
        execute("delete from changed_subscription");
        vacuum("subscription", "changed_subscription");
    }

    /// @param number from 0
    /// @param of the number of incidents in the year
    public void incident(int number, int of) throws SQLException, InterruptedException {
        var id = "year%08d".formatted(number);
        var at = daysAgo(DAYS * (1 - (double) number / of));
        execute("""
                insert into incident (id, kafka_partition, number, episode, title, state, severity, regions, onset, changed_at)
                values ('%1$s', 0, 7, 1, 'Log in and 19 more are down in North America', 'resolved', 'major', '{na}', %2$s, %2$s)""".formatted(id, at));
        execute("""
                insert into incident_outage (incident, outage, region, root, ended_at)
                values ('%1$s', 'na-1', 'na', 'cache@na', %2$s)""".formatted(id, at));
        execute("""
                insert into incident_cell (incident, outage, component, region, public, bad, verdict)
                select '%s', 'na-1', 'component-' || n, 'na', true, false, 'UP' from generate_series(1, 20) n""".formatted(id));
        execute("""
                insert into incident_told (incident, episode, subscription, state, opened_number, highest, last_title,
                    last_state, last_severity, last_at)
                select '%1$s', 1, id, 'opened', 2, 'major', 'Log in and 19 more are down in North America', 'investigating',
                    'major', %2$s
                from subscription""".formatted(id, at));
        for (var kind : KINDS) {
            connection.setAutoCommit(false); // the service would send deliveries that it sees as due
            notice(id, kind, at);
            connection.setAutoCommit(true);
        }
        awaitPublished();
        execute("update incident_told set state = 'closed', last_state = 'monitoring' where incident = '%s'"
                .formatted(id));
        vacuum("delivery", "delivery_step", "incident_told");
    }

    private void notice(String incident, String kind, String at) throws SQLException {
        var number = 2 + 2 * KINDS.indexOf(kind);
        execute("""
                insert into report (incident, number, content)
                select '%1$s', %2$d, jsonb_build_object('incident', '%1$s', 'number', %2$d, 'title',
                    'Log in and 19 more are down in North America', 'cells',
                    (select jsonb_agg(jsonb_build_object('cell', 'component-' || n || '@na', 'verdict', 'DOWN'))
                     from generate_series(1, 20) n))""".formatted(incident, number));
        execute("""
                with queued as (
                    insert into delivery (id, subscription, channel, kind, incident, episode, number, state, due_at, queued_at)
                    select delivery_id('%1$s', 1, %2$d, '%3$s', id), id, channel, '%3$s', '%1$s', 1, %2$d, 'due', %4$s, %4$s
                    from subscription
                    returning id)
                insert into delivery_step (delivery, step, attempt, at) select id, 'queued', 0, %4$s from queued""".formatted(incident, number, kind, at));
        execute("""
                update delivery set attempt = attempt + 1, rung = rung + 1, leased_until = now()
                where incident = '%s' and state = 'due'""".formatted(incident));
        execute("""
                with sent as (
                    update delivery set state = 'delivered', leased_until = null, ended_at = %2$s
                    where incident = '%1$s' and state = 'due'
                    returning id)
                insert into delivery_step (delivery, step, attempt, at) select id, 'sent', 1, %2$s from sent""".formatted(incident, at));
    }

    private void awaitPublished() throws SQLException, InterruptedException {
        while (count("(select from delivery_step where not published limit 1)") > 0) {
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /// Removes the rows that retention would have removed at the time of an incident.
    public void removeOlder(int number, int of, int keptDays) throws SQLException {
        var before = daysAgo(DAYS * (1 - (double) number / of) + keptDays);
        execute("delete from delivery_step where delivery in (select id from delivery where queued_at < %s)"
                .formatted(before));
        execute("delete from delivery where queued_at < " + before);
        for (var table : List.of("incident_told", "incident_outage", "report")) {
            execute("delete from %s where incident in (select id from incident where changed_at < %s)"
                    .formatted(table, before));
        }
        execute("delete from incident where changed_at < " + before);
        vacuum("delivery", "delivery_step", "incident_told", "incident_cell", "report");
    }

    private static String daysAgo(double days) {
        return String.format(ROOT, "now() - %.3f * interval '1 day'", days);
    }

    public List<TableSize> sizes() throws SQLException {
        var sizes = new ArrayList<TableSize>();
        try (var statement = connection.createStatement();
                var tables = statement.executeQuery(
                        "select relname, pg_total_relation_size(relid) from pg_stat_user_tables where schemaname ="
                                + " current_schema order by 1")) {
            while (tables.next()) {
                sizes.add(new TableSize(tables.getString(1), count(tables.getString(1)), tables.getLong(2)));
            }
        }
        return sizes;
    }

    private long count(String rows) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from " + rows)) {
            row.next();
            return row.getLong(1);
        }
    }

    /// Does what autovacuum does after so many changes; the benchmark does not wait for autovacuum.
    private void vacuum(String... tables) throws SQLException {
        execute("vacuum analyze " + String.join(", ", tables));
    }

    private void execute(String text) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
