package dev.tocsin.incident.lifecycle.store;

import dev.tocsin.incident.correlation.Correlation;
import java.sql.Connection;
import java.sql.SQLException;

/// Of what kind each change was: kept for good, for those who compare incidents long after a change is forgotten.
final class ChangesHeard {

    private ChangesHeard() {}

    static void write(Connection connection, Correlation before, Correlation next) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into change_heard (change, kind) values (?, ?)
                on conflict (change) do update set kind = excluded.kind""")) {
            for (var change : next.changes().byId().values()) {
                var applied = change.applied();
                if (!before.changes().byId().containsKey(applied.change())) {
                    insert.setString(1, applied.change());
                    insert.setString(2, applied.kind().name());
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }
}
