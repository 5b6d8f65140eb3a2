package dev.tocsin.stack.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.postgresql.util.PasswordUtil;

/// The database `tocsin`: one schema for each role, which owns it and can do nothing elsewhere.
///
/// @param server like `jdbc:postgresql://127.0.0.1:5432/`
record TocsinDatabase(String server, String superuserPassword) {

    static final String NAME = "tocsin";

    /// The role that prepares the database; no service knows it.
    static final String SUPERUSER = "postgres";

    /// Creates missing parts and sets the passwords; existing parts stay.
    ///
    /// @param passwords by role
    void prepare(Map<String, String> passwords) throws SQLException {
        try (var connection = connect("postgres")) {
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", NAME)) {
                run(connection, "CREATE DATABASE %s", NAME);
            }
            run(connection, "REVOKE ALL ON DATABASE %s FROM PUBLIC", NAME);
            for (var role : passwords.entrySet()) {
                prepareRole(connection, role.getKey(), role.getValue());
            }
        }
        try (var connection = connect(NAME)) {
            for (var role : passwords.keySet()) {
                run(connection, "CREATE SCHEMA IF NOT EXISTS %1$s AUTHORIZATION %1$s", role);
            }
        }
    }

    private static void prepareRole(Connection connection, String role, String password) throws SQLException {
        if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", role)) {
            run(connection, "CREATE ROLE %s LOGIN", role);
        }
        // The server receives the verifier only, so that none of its logs can contain the password
        run(connection, "ALTER ROLE %s PASSWORD '%s'", role, PasswordUtil.encodeScramSha256(password.toCharArray()));
        run(connection, "ALTER ROLE %1$s SET search_path = %1$s", role);
        run(connection, "GRANT CONNECT, TEMPORARY ON DATABASE %s TO %s", NAME, role);
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(server + database, SUPERUSER, superuserPassword);
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void run(Connection connection, String sql, String... names) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql.formatted((Object[]) names));
        }
    }
}
