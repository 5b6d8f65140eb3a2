package dev.tocsin.contract.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorityTest {

    @ParameterizedTest
    @CsvSource({
        "https://one.example/path?query, one.example, ",
        "http://my_svc:8080/, my_svc, 8080",
        "tcp://my_svc:6379, my_svc, 6379",
        "tcp://my-svc_1.net_2:6379, my-svc_1.net_2, 6379",
        "https://svc.example./, svc.example., ",
        "https://münchen.example/, xn--mnchen-3ya.example, ",
        "https://user:word@one.example:8443/, one.example, 8443",
        "https://[2001:db8::1]:8443/, 2001:db8::1, 8443",
        "tcp://192.0.2.1:80, 192.0.2.1, 80",
        "https://one.example:/, one.example, "
    })
    void hostAndPortAreFound(String address, String host, Integer port) {
        assertThat(Authority.of(URI.create(address)))
                .hasValue(new Authority(host, port == null ? OptionalInt.empty() : OptionalInt.of(port)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mailto:one@two.example",
                "/path",
                "tcp://a..b:80",
                "tcp://one:two:3",
                "http://:80/",
                "tcp://one:8o"
            })
    void whatHasNoHostHasNone(String address) {
        assertThat(Authority.of(URI.create(address))).isEmpty();
    }

    @Test
    void aPortMayBeOneThatThereIsNot() {
        assertThat(Authority.of(URI.create("http://one.example:65536/")))
                .hasValueSatisfying(it -> assertThat(it.hasValidPort()).isFalse());
        assertThat(Authority.of(URI.create("http://one.example:0/")))
                .hasValueSatisfying(it -> assertThat(it.hasValidPort()).isFalse());
        assertThat(Authority.of(URI.create("http://one.example:65535/")))
                .hasValueSatisfying(it -> assertThat(it.hasValidPort()).isTrue());
    }
}
