package dev.tocsin.notifier.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServiceAddressesTest {

    private final ServiceAddresses addresses =
            ServiceAddresses.of(List.of("https://hooks.example.com/services/", "https://*.logic.example.net/"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://hooks.example.com/services/T/B/x          | true
            https://HOOKS.example.com/services/T/B/x          | true
            https://hooks.example.com/services/T?x=%2F..%2F   | true
            https://prod-1.eu.logic.example.net/workflows/1   | true
            http://hooks.example.com/services/T/B/x           | false
            https://hooks.example.com/other/services/x        | false
            https://hooks.example.com                         | false
            https://hooks.example.com.evil.example/services/x | false
            https://evil.example/hooks.example.com/services/x | false
            https://a.hooks.example.com/services/x            | false
            https://logic.example.net/workflows/1             | false
            https://evillogic.example.net/workflows/1         | false
            https://hooks.example.com/services/../admin       | false
            https://hooks.example.com/services/%2e%2e/admin   | false
            https://hooks.example.com/services/%2Fadmin       | false
            https://hooks.example.com/services//admin         | false
            """)
    void onlyWhatTheServiceGivesOutIsCovered(URI url, boolean covered) {
        assertThat(addresses.cover(url)).isEqualTo(covered);
    }

    @Test
    void whatIsNoStartOfAnAddressIsRefused() {
        assertThatThrownBy(() -> ServiceAddresses.of(List.of("hooks.example.com")))
                .hasMessageStartingWith("\"hooks.example.com\" is not of the form https://hooks.example.com/services/");
    }
}
