package dev.tocsin.support.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class UnavailabilityTest {

    static Stream<Throwable> waitedFor() {
        return Stream.of(
                new TimeoutException("no leader"),
                new DisconnectException("gone"),
                new TopicAuthorizationException("tocsin.changes"),
                new SQLTransientConnectionException("no answer"),
                new SQLException("Acquisition timeout while waiting for new connection"));
    }

    static Stream<Throwable> putAside() {
        return Stream.of(
                new RecordTooLargeException("2 MB"),
                new SerializationException("no text"),
                new IllegalStateException("a bug"),
                new NullPointerException());
    }

    @ParameterizedTest
    @MethodSource("waitedFor")
    void isWaitedFor(Throwable failure) {
        assertThat(Unavailability.causes(failure)).isTrue();
        assertThat(Unavailability.causes(new IllegalStateException(new KafkaException(failure))))
                .isTrue();
        assertThat(Unavailability.causes(withSuppressed(failure))).isTrue();
    }

    /// As a transaction that could not be committed tells its reason.
    private static Throwable withSuppressed(Throwable reason) {
        var failure = new IllegalStateException("rolled back");
        failure.addSuppressed(reason);
        return failure;
    }

    @ParameterizedTest
    @MethodSource("putAside")
    void isTheRecordsOwn(Throwable failure) {
        assertThat(Unavailability.causes(failure)).isFalse();
        assertThat(Unavailability.causes(new IllegalStateException(failure))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "08006, true", // connection failure
        "40001, true", // serialization failure
        "40P01, true", // deadlock
        "53300, true", // too many connections
        "57014, true", // statement time-out
        "57P01, true", // shut down
        "55P03, true", // lock time-out
        "25P03, true", // idle in transaction for too long
        "58030, true", // I/O error
        "22021, false", // character not in repertoire, such as U+0000
        "22P05, false", // untranslatable character
        "23505, false", // unique violation
        "42P01, false", // undefined table
        "54000, false", // program limit exceeded
    })
    void theStateOfAStatementSaysWhichItIs(String state, boolean isWaitedFor) {
        assertThat(Unavailability.causes(new SQLException("it failed", state))).isEqualTo(isWaitedFor);
    }

    /// As it came from the driver when a silent connection was closed under a batch.
    @Test
    void anAssertionOfTheDriverIsWaitedFor() {
        var assertion = new AssertionError("getAutoCommit() should not throw");
        assertThat(Unavailability.causes(assertion)).isFalse();

        assertion.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("org.postgresql.jdbc.BatchResultHandler", "isAutoCommit", null, 115)
        });

        assertThat(Unavailability.causes(new IllegalStateException("could not commit", assertion)))
                .isTrue();
    }

    @Test
    void theInnermostCauseIsSaidInOneLine() {
        var failure = new IllegalStateException("outer", new SQLException("inner\nand more", "22021"));

        assertThat(Unavailability.firstLine(failure)).isEqualTo("java.sql.SQLException: inner");
    }
}
