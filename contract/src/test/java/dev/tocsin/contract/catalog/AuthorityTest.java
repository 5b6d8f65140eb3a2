package dev.tocsin.contract.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorityTest {

    @ParameterizedTest
    @CsvSource({
        "one.example, one.example, , one.example",
        "my_svc:8080, my_svc, 8080, my_svc:8080",
        "my-svc_1.net_2:6379, my-svc_1.net_2, 6379, my-svc_1.net_2:6379",
        "svc.example., svc.example., , svc.example.",
        "münchen.example, xn--mnchen-3ya.example, , xn--mnchen-3ya.example",
        "[2001:db8::1]:8443, 2001:db8::1, 8443, [2001:db8::1]:8443",
        "2001:db8::1, 2001:db8::1, , [2001:db8::1]",
        "192.0.2.1:80, 192.0.2.1, 80, 192.0.2.1:80",
        "one.example:, one.example, , one.example",
        "one.example:65535, one.example, 65535, one.example:65535"
    })
    void hostAndPortAreFound(String text, String host, Integer port, String written) {
        var authority = Authority.of(text);

        assertThat(authority)
                .hasValue(new Authority(host, port == null ? OptionalInt.empty() : OptionalInt.of(port)))
                .map(Authority::toString)
                .hasValue(written);
    }

    /// RFC 1035, 3.1: 255 bytes on the wire, of which one is the root's.
    @Test
    void aNameHas253CharactersAtMost() {
        var longest = ("a".repeat(63) + ".").repeat(3) + "a".repeat(61);

        assertThat(HostName.ascii(longest)).hasValue(longest);
        assertThat(HostName.ascii(longest + ".")).hasValue(longest + ".");
        assertThat(HostName.ascii(longest + "a")).isEmpty();
        assertThat(HostName.domain(longest + "a")).isEmpty();
        assertThat(HostName.domain(".")).hasValue(".");
        assertThat(HostName.domain("_dmarc.one.example")).hasValue("_dmarc.one.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":80",
                "a..b:80",
                "one:two:3",
                "one:8o",
                "one.example:65536",
                "one.example:0",
                "one.example:999999999999",
                "[::1",
                "[::1]x",
                "[fe80::1%25eth0]",
                "1.2.3.4.5",
                "256.1.1.1",
                "one.0x7f",
                "-a b-",
                "straße.example"
            })
    void whatCannotBeAskedIsNone(String text) {
        assertThat(Authority.of(text)).isEmpty();
    }
}
