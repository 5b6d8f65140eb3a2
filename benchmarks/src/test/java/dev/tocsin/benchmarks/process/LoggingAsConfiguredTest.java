package dev.tocsin.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.ServiceLoader;
import org.jboss.logmanager.ConfiguratorFactory;
import org.junit.jupiter.api.Test;

class LoggingAsConfiguredTest {

    @Test
    void noLibraryDecidesWhatIsLogged() {
        assertThat(ServiceLoader.load(ConfiguratorFactory.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .min(Comparator.comparingInt(ConfiguratorFactory::priority)))
                .containsInstanceOf(LoggingAsConfigured.class);
    }
}
