package dev.tocsin.benchmarks.process;

import java.util.logging.LogManager;
import org.jboss.logmanager.configuration.DefaultConfiguratorFactory;

/// Configures logging by `logging.properties`, as in programs without Quarkus.
///
/// On the class path of the benchmarks, Quarkus would keep each line of each level until an application is up. None
/// ever is, and Kafka's clients take most of their time for such lines.
public final class LoggingAsConfigured extends DefaultConfiguratorFactory {

    private static final int BEFORE_QUARKUS = 0;

    /// Reads the configuration. Each program with a client of Kafka does this first: the client logs past
    /// `java.util.logging`, so nothing else would read it.
    public static void begin() {
        var _ = LogManager.getLogManager();
    }

    @Override
    public int priority() {
        return BEFORE_QUARKUS;
    }
}
