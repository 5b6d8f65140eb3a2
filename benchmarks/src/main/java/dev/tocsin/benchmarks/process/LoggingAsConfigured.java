package dev.tocsin.benchmarks.process;

import org.jboss.logmanager.configuration.DefaultConfiguratorFactory;

/// Configures logging by `logging.properties`, as in programs without Quarkus.
///
/// On the class path of the benchmarks, Quarkus would keep each line of each level until an application is up. None
/// ever is, and Kafka's clients take most of their time for such lines.
public final class LoggingAsConfigured extends DefaultConfiguratorFactory {

    private static final int BEFORE_QUARKUS = 0;

    @Override
    public int priority() {
        return BEFORE_QUARKUS;
    }
}
