package dev.tocsin.standalone.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameSiteTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            localhost:8090,    ,                          true
            127.0.0.1:8090,    ,                          true
            [::1]:8090,        http://[::1]:8090,         true
            sample:8090,       http://sample:8090,        true
            127.0.0.1:8090,    http://127.0.0.1:8090,     true
            127.0.0.1:8090,    http://127.0.0.1:8091,     false
            127.0.0.1:8090,    https://evil.example,      false
            127.0.0.1:8090,    null,                      false
            rebound.example,   ,                          false
            rebound.example:8090, http://rebound.example:8090, false
            127.0.0.1.evil.example, ,                     false
            ,                  ,                          false
            """)
    void onlyNamesThatNobodyElseControlsAreServed(String host, String origin, boolean allowed) {
        assertThat(new SameSite(Set.of("sample")).allows(host, origin)).isEqualTo(allowed);
    }
}
