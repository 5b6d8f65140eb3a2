package dev.tocsin.incident.postgres;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/// A database of which some commits fail: each fourth before it is done, each seventh after, when nobody can know.
public final class FailingNowAndThen extends PlainDatabase {

    private final AtomicInteger commits = new AtomicInteger();

    public FailingNowAndThen(PlainDatabase database) {
        super(database);
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = super.getConnection();
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    var commit = method.getName().equals("commit") ? commits.incrementAndGet() : 0;
                    if (commit % 4 == 3) {
                        throw new SQLException("this commit was to fail");
                    }
                    try {
                        var result = method.invoke(connection, arguments);
                        if (commit % 7 == 6) {
                            throw new SQLException("the answer to this commit was to be lost");
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
