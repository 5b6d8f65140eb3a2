package dev.tocsin.support.kafka;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.transaction.xa.XAException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Distinguishes trouble with Kafka or the database, which is waited out, from trouble with a record, which is put
/// aside.
///
/// An unknown failure counts as the record's own trouble, so that nothing waits for ever.
public final class Unavailability {

    /// SQLSTATE classes and codes in which the statement is not to blame: connections (08), transactions that were
    /// rolled back because of others (40), resources (53), an operator or a time-out (57), the system (58).
    private static final List<String> STATES = List.of("08", "40", "53", "57", "58", "XX");

    /// A transaction that idled too long, one that took too long, and a lock that others hold.
    private static final Set<String> CODES = Set.of("25P03", "25P04", "55P03");

    private static final int DEEPEST = 16;
    private static final Logger LOG = Logger.getLogger(Unavailability.class);

    private Unavailability() {}

    /// Whether Kafka or the database caused a failure, rather than the work itself.
    public static boolean causes(Throwable failure) {
        return causes(failure, DEEPEST);
    }

    /// A transaction that could not be committed carries its reason as a suppressed failure.
    private static boolean causes(@Nullable Throwable failure, int depth) {
        return failure != null
                && depth > 0
                && (isOfKafka(failure)
                        || failure instanceof XAException
                        || (failure instanceof SQLException sql && isOfDatabase(sql))
                        || isOfDriver(failure)
                        || causes(failure.getCause(), depth - 1)
                        || Stream.of(failure.getSuppressed()).anyMatch(suppressed -> causes(suppressed, depth - 1)));
    }

    /// The content that was read; empty when Kafka or the database does not answer, so that a page shows the
    /// rest.
    public static <T> Optional<T> asEmpty(Supplier<T> read) {
        try {
            return Optional.of(read.get());
        } catch (RuntimeException e) {
            if (!causes(e)) {
                throw e;
            }
            LOG.debugf("A page goes without what cannot be read: %s", e.toString());
            return Optional.empty();
        }
    }

    /// The failure in one line, from the innermost cause, which says it best.
    public static String firstLine(Throwable failure) {
        var cause = failure;
        for (var depth = 0; cause.getCause() != null && depth < DEEPEST; depth++) {
            cause = Objects.requireNonNull(cause.getCause());
        }
        return cause.toString().lines().findFirst().orElse("");
    }

    private static boolean isOfKafka(Throwable cause) {
        return cause instanceof RetriableException
                || cause instanceof AuthenticationException
                || cause instanceof AuthorizationException
                || cause instanceof InterruptException
                || cause instanceof WakeupException
                || (cause instanceof ApiException api && api.getClass() == ApiException.class);
    }

    private static boolean isOfDatabase(SQLException cause) {
        return cause instanceof SQLTransientException
                || cause instanceof SQLRecoverableException
                || isOfDatabase(cause.getSQLState());
    }

    /// PostgreSQL's driver asserts that no connection ends while a batch of statements is under way. A silent one may.
    private static boolean isOfDriver(Throwable cause) {
        var stack = cause.getStackTrace();
        return cause instanceof AssertionError
                && stack.length > 0
                && stack[0].getClassName().startsWith("org.postgresql.");
    }

    /// A failure without a state comes from the connection pool, which has none to give.
    private static boolean isOfDatabase(@Nullable String state) {
        return state == null
                || state.isEmpty()
                || CODES.contains(state)
                || STATES.stream().anyMatch(state::startsWith);
    }
}
