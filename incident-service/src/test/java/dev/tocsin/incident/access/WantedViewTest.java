package dev.tocsin.incident.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WantedViewTest {

    @ParameterizedTest
    @CsvSource({
        "/ops/incident?id=abc,                               /ops/incident?id=abc",
        "http://127.0.0.1:8080/ops/why?cell=login@na&at=12:00, /ops/why?cell=login@na&at=12:00",
        "https://elsewhere.example/ops/alerts,               /ops/alerts",
        "https://elsewhere.example/,                         /",
        "//elsewhere.example/,                               /",
    })
    void theViewIsAPathOfThisService(String address, String view) {
        assertThat(WantedView.of(address)).contains(view);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "ops",
                "http://own.example//elsewhere.example/",
                "/\\elsewhere.example/",
                "/%5c/../\\elsewhere.example",
                "/ops/../..//elsewhere.example",
                "javascript:alert(1)",
                "mailto:jo@example.com",
                "https://elsewhere.example",
                "/ops/sign-in",
                "/ops/sign-in/provider/start?to=/ops",
                "/ops\r\nSet-Cookie: a=b",
            })
    void otherAddressesAreNoView(String address) {
        assertThat(WantedView.of(address)).isEmpty();
    }
}
