package dev.tocsin.incident.lifecycle.store;

import dev.tocsin.contract.change.ChangeHeld;
import dev.tocsin.incident.correlation.Command;
import dev.tocsin.incident.correlation.Correlation;
import dev.tocsin.incident.correlation.Correlator;
import dev.tocsin.incident.correlation.Decision;
import dev.tocsin.incident.correlation.Input.Ordered;
import dev.tocsin.incident.correlation.TraceEntry;
import dev.tocsin.incident.lifecycle.Incident;
import dev.tocsin.incident.lifecycle.Told;
import dev.tocsin.incident.postgres.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;

/// The one place from which incidents are written.
///
/// Each write locks the writer's row first, so that there is one writer at a time, whatever Kafka's group believes, and
/// stores state, offsets, trace, story and outbox in one transaction: a kill at any line leaves either all of it or
/// nothing.
@ApplicationScoped
public class IncidentStore {

    private final DataSource dataSource;

    public IncidentStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    public Ledger load() throws SQLException {
        return Transactions.in(dataSource, connection -> {
            var revision = lockWriter(connection);
            return new Ledger(revision, KnowledgeTables.read(connection), Offsets.read(connection));
        });
    }

    /// Stores what a batch of inputs changed.
    ///
    /// @param before as it was loaded or last stored
    /// @param offsets the next offset of each partition that was read
    /// @return the ledger to go on with; empty if another writer was there since, and nothing was stored
    public Optional<Ledger> store(
            Ledger before,
            Correlation next,
            Map<TopicPartition, Long> offsets,
            Collection<Told> told,
            Collection<ChangeHeld> held,
            Collection<TraceEntry> trace)
            throws SQLException {
        return Transactions.in(dataSource, connection -> {
            if (lockWriter(connection) != before.revision()) {
                return Optional.empty();
            }
            KnowledgeTables.write(connection, before.state(), next);
            KnowledgeTables.writeForgotten(connection, next, told);
            ChangesHeard.write(connection, before.state(), next);
            Offsets.write(connection, offsets);
            Trace.write(connection, trace);
            Stories.write(connection, told);
            Outbox.write(connection, told, held);
            return Optional.of(new Ledger(nextRevision(connection), next, Offsets.merge(before.offsets(), offsets)));
        });
    }

    /// What an operator wants is decided by the correlator's core, under the same lock; the correlator notices by the
    /// revision, and goes on from what was stored.
    public Decision order(Command command) throws SQLException {
        return Transactions.in(dataSource, connection -> {
            lockWriter(connection);
            var before = knownFor(command, connection);
            var decision = Correlator.decide(before, new Ordered(command));
            if (decision.refusal() == null) {
                KnowledgeTables.write(connection, before, decision.next());
                Trace.write(connection, decision.trace());
                Stories.write(connection, decision.told());
                Outbox.write(connection, decision.told(), decision.held());
                nextRevision(connection);
            }
            return decision;
        });
    }

    /// What would be decided; nothing is stored.
    public Decision rehearse(Command command) throws SQLException {
        return Transactions.in(dataSource, connection -> {
            lockWriter(connection);
            return Correlator.decide(knownFor(command, connection), new Ordered(command));
        });
    }

    /// An incident as it stands, however long ago it was.
    public Optional<Incident> one(String id) throws SQLException {
        return Transactions.in(dataSource, connection -> KnowledgeTables.incident(connection, id));
    }

    /// The command may be about an incident of which the correlator does not think any more.
    private static Correlation knownFor(Command command, Connection connection) throws SQLException {
        var known = KnowledgeTables.read(connection);
        return known.incidents().containsKey(command.incident())
                ? known
                : KnowledgeTables.incident(connection, command.incident())
                        .map(known::with)
                        .orElse(known);
    }

    static long lockWriter(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("select revision from writer for update");
                var row = query.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("table writer has lost its row");
            }
            return row.getLong(1);
        }
    }

    private static long nextRevision(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("update writer set revision = revision + 1 returning revision");
                var row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
