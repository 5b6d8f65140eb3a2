package dev.tocsin.incident.postgres;

import dev.tocsin.incident.postgres.ReadersBusy.FullQueue;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/// Sessions for code that only reads: public pages, month pages, the API.
///
/// They have a connection pool of their own, so that the writer, the relay and the intakes find a connection, however
/// many people look. A reader waits a short time for one. Only a few may wait at a time, because each waiting reader
/// holds a thread of the service: the others are refused at once.
///
/// A reader sees the database as of one point in time, and can change nothing.
@ApplicationScoped
public class ReaderSessions {

    /// The number of readers, served or waiting, for each connection.
    private static final int READERS_PER_CONNECTION = 4;

    private final SessionFactory sessions;
    private final AgroalDataSource connections;
    private final Semaphore places;
    private final Counter refused;

    ReaderSessions(
            SessionFactory sessions,
            @DataSource("readers") AgroalDataSource connections,
            @ConfigProperty(name = "quarkus.datasource.readers.jdbc.max-size") int poolSize,
            MeterRegistry meters) {
        this.sessions = sessions;
        this.connections = connections;
        this.places = new Semaphore(poolSize * READERS_PER_CONNECTION);
        this.refused = Counter.builder("tocsin.readers.refused")
                .description("Requests that were refused because no database connection was free")
                .register(meters);
    }

    /// @throws ReadersBusy when there is no connection for this reader
    public <T> T read(Function<Session, T> query) {
        if (!places.tryAcquire()) {
            throw busy("Too many requests are waiting", new FullQueue());
        }
        try (var connection = connect();
                var session = sessions.withOptions()
                        .connection(connection)
                        .autoJoinTransactions(false)
                        .flushMode(FlushMode.MANUAL)
                        .openSession()) {
            connection.setAutoCommit(false);
            session.setDefaultReadOnly(true);
            var result = query.apply(session);
            connection.commit();
            return result;
        } catch (SQLException e) {
            throw busy("A request lost its database connection", e);
        } finally {
            places.release();
        }
    }

    private Connection connect() {
        try {
            return connections.getConnection();
        } catch (SQLException e) {
            throw busy("There is no database connection for a request", e);
        }
    }

    private ReadersBusy busy(String message, SQLException cause) {
        refused.increment();
        return new ReadersBusy(message, cause);
    }
}
