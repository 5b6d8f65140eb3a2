package dev.tocsin.incident.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/// Work that is stored as a whole or not at all.
public final class Transactions {

    private Transactions() {}

    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    public static <T> T in(DataSource dataSource, Work<T> work) throws SQLException {
        try (var connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                var result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        }
    }

    private static void rollBack(Connection connection, Exception why) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }
}
