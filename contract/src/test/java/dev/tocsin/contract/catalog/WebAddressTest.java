package dev.tocsin.contract.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {

    private static final WebAddress BASE = address("https://one.example/a/b?q=1#f");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://one.example | http://one.example/",
                "HTTP://One.example:80/x | http://One.example/x",
                "https://one.example:443 | https://one.example/",
                "https://one.example:8443/x?y=z#part | https://one.example:8443/x?y=z",
                "http://my_svc:8080/health | http://my_svc:8080/health",
                "https://svc.example./ | https://svc.example./",
                "https://münchen.example/straße?q=ö | https://xn--mnchen-3ya.example/stra%C3%9Fe?q=%C3%B6",
                "https://user:word@one.example/ | https://one.example/",
                "http://[2001:db8::1]:8080/ | http://[2001:db8::1]:8080/",
                "https://one.example/a/./b/../c | https://one.example/a/c",
                "https://one.example?x | https://one.example/?x",
                "https://one.example/{a}?{b} | https://one.example/%7Ba%7D?{b}",
                "https://one.example/100%/%41 | https://one.example/100%/%41"
            })
    void anAddressIsReadAsBrowsersDo(String text, String address) {
        assertThat(WebAddress.of(text)).map(WebAddress::toString).hasValue(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "one.example",
                "/path",
                "ftp://one.example/",
                "mailto:one@two.example",
                "http://",
                "https:///",
                "http://one.example:99999/",
                "http://a..b/",
                "http://[::1/",
                "http://one two.example/",
                "http://300.1.1.1/"
            })
    void whatCannotBeAskedIsNone(String text) {
        assertThat(WebAddress.of(text)).isEmpty();
    }

    /// RFC 3986, 5.4, and what people write besides.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "?x=1 | https://one.example/a/b?x=1",
                "c | https://one.example/a/c",
                "./c | https://one.example/a/c",
                "../c | https://one.example/c",
                "../../../c | https://one.example/c",
                "/c | https://one.example/c",
                "c/ | https://one.example/a/c/",
                ". | https://one.example/a/",
                ".. | https://one.example/",
                "^^ | https://one.example/a/b?q=1",
                "#there | https://one.example/a/b?q=1",
                "//two.example/x | https://two.example/x",
                "http://two.example | http://two.example/",
                "https:c | https://one.example/a/c",
                "https:/two.example/x | https://two.example/x",
                "/a b | https://one.example/a%20b",
                "/石田 | https://one.example/%E7%9F%B3%E7%94%B0",
                "/c?q=a b\"<>' | https://one.example/c?q=a%20b%22%3C%3E%27",
                "\\c\\d | https://one.example/c/d",
                "\\\\two.example\\x | https://two.example/x",
                "^  /c\t/d  ^ | https://one.example/c/d",
                "/%zz | https://one.example/%zz",
                "//münchen.example/ | https://xn--mnchen-3ya.example/"
            })
    void aReferenceIsResolvedAsBrowsersDo(String reference, String address) {
        assertThat(BASE.resolve(reference)).map(WebAddress::toString).hasValue(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://two.example/", "javascript:alert(1)", "//a..b/", "https://two.example:70000/", "//"})
    void aReferenceToWhatCannotBeAskedIsNone(String reference) {
        assertThat(BASE.resolve(reference)).isEmpty();
    }

    @Test
    void theHostAndThePortMakeTheOrigin() {
        assertThat(address("http://one.example/a").hasOriginOf(address("http://ONE.example:80/b")))
                .isTrue();
        assertThat(address("http://one.example/").hasOriginOf(address("https://one.example/")))
                .isFalse();
        assertThat(address("http://one.example/").hasOriginOf(address("http://one.example:81/")))
                .isFalse();
    }

    /// Whatever a server sends, there is an answer, and it can be put into a request line.
    @Test
    void noReferenceBreaksAnything() {
        var pieces = new String[] {
            "/", "\\", "..", ".", ":", "?", "#", "@", "[", "]", "%", "http", "https", "a", "é", "\ud83d", "\ude00",
            "\u0000", " ", "\n", ";", "//", "1.2", "%2e", "xn--", "\u202e", "ß"
        };
        var resolved = 0;
        for (var seed = 0; seed < 20_000; seed++) {
            var random = new Random(seed);
            var reference = new StringBuilder();
            for (var length = random.nextInt(8); length >= 0; length--) {
                reference.append(pieces[random.nextInt(pieces.length)]);
            }

            var found = BASE.resolve(reference.toString());

            found.ifPresent(next -> {
                assertThat(next.target())
                        .as(reference.toString())
                        .startsWith("/")
                        .matches("[\\x21-\\x7e]+");
                assertThat(next.authority().toString()).as(reference.toString()).matches("[\\x21-\\x7e]+");
                assertThat(WebAddress.of(next.toString()))
                        .as(reference.toString())
                        .hasValue(next);
            });
            resolved += found.isPresent() ? 1 : 0;
        }
        assertThat(resolved).isGreaterThan(5_000);
    }

    private static WebAddress address(String text) {
        return WebAddress.of(text).orElseThrow();
    }
}
