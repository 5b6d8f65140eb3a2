package dev.tocsin.stack.postgres;

import java.nio.file.Path;
import java.util.Map;

/// One server on this machine's loopback, with the database `tocsin`.
///
/// @param data the folder of all its data; survives restarts
/// @param passwords of each role, by its name; each role owns the schema of the same name
public record PostgresSettings(int port, Path data, Map<String, String> passwords) {

    public PostgresSettings {
        data = data.toAbsolutePath();
        passwords = Map.copyOf(passwords);
    }

    Path cluster() {
        return data.resolve("cluster");
    }

    Path superuserPassword() {
        return data.resolve("superuser-password");
    }

    /// Leaves the passwords out.
    @Override
    public String toString() {
        return "PostgreSQL on port %d with its data in %s".formatted(port, data);
    }
}
