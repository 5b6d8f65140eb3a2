package dev.tocsin.notifier;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PessimisticLockException;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.Session;

/// What stands in the notifier's tables.
@ApplicationScoped
@Transactional
public class Database {

    /// Each behind those that it refers to.
    private static final List<String> TABLES = List.of(
            "subscription",
            "token",
            "incident",
            "incident_outage",
            "incident_cell",
            "incident_told",
            "report",
            "delivery",
            "delivery_step",
            "ledger",
            "ledger_batch",
            "ledger_node",
            "maintenance_window",
            "maintenance_told",
            "silence",
            "silence_period",
            "missed_subscriber",
            "operator_catalog",
            "operator_incident",
            "operator_told",
            "consumed_offset");

    private static final int MOST_DEADLOCKS = 5;
    private static final AtomicInteger SUBSCRIPTIONS = new AtomicInteger();

    private final Session session;

    Database(Session session) {
        this.session = session;
    }

    public void execute(String statement) {
        session.createNativeMutationQuery(statement).executeUpdate();
    }

    public List<String> all(String query) {
        return session.createNativeQuery(query, String.class).getResultList();
    }

    /// A confirmed subscription; empty regions or components mean all.
    public String subscription(String leastSeverity, List<String> regions, List<String> components) {
        var id = "s%d-%d".formatted(System.nanoTime(), SUBSCRIPTIONS.incrementAndGet());
        session.createNativeMutationQuery("""
                        insert into subscription
                            (id, channel, state, address, regions, components, least_severity, created_at)
                        values (:id, 'email', 'confirmed', concat('jo+', cast(:id as text), '@customer.example'), :regions, :components,
                            cast(:leastSeverity as severity), now())""")
                .setParameter("id", id)
                .setParameter("regions", regions.toArray(String[]::new))
                .setParameter("components", components.toArray(String[]::new))
                .setParameter("leastSeverity", leastSeverity)
                .executeUpdate();
        return id;
    }

    /// One column of a subscriber's deliveries, in the order in which they were decided.
    public List<String> deliveries(String subscription, String what) {
        return all("select %s from delivery where subscription = '%s' order by position".formatted(what, subscription));
    }

    /// Each table as JSON, whole.
    public Map<String, String> dump() {
        var tables = new LinkedHashMap<String, String>();
        TABLES.forEach(table -> tables.put(
                table,
                all("select cast(coalesce(json_agg(each_row), '[]') as text) from %s each_row".formatted(table))
                        .getFirst()));
        return tables;
    }

    public void restore(Map<String, String> dump) {
        execute("truncate %s cascade".formatted(String.join(", ", TABLES)));
        dump.forEach((table, rows) -> session.createNativeMutationQuery(
                        "insert into %1$s overriding system value select * from json_populate_recordset(cast(null as %1$s), cast(:rows as json))"
                                .formatted(table))
                .setParameter("rows", rows)
                .executeUpdate());
    }

    /// What other tests left open would have openings of its own for who subscribes now.
    public void endIncidents() {
        execute("update incident set state = 'resolved', changed = false, update_at = null where stands(state)");
        execute("update operator_incident set is_open = false, undecided = false where is_open or undecided");
    }

    /// What is due would be claimed by the next test. A job of the service that reads these tables in another order
    /// may end in a deadlock with this, which PostgreSQL breaks; so this is tried again.
    @Transactional(Transactional.TxType.NEVER)
    public void clear() {
        for (var attempt = 1; ; attempt++) {
            try {
                QuarkusTransaction.requiringNew()
                        .run(
                                () -> execute(
                                        "truncate subscription, changed_subscription, catch_up, incident, report, maintenance_window, maintenance_told, question_limit, silence cascade"));
                return;
            } catch (PessimisticLockException e) {
                if (attempt == MOST_DEADLOCKS) {
                    throw e;
                }
            }
        }
    }
}
