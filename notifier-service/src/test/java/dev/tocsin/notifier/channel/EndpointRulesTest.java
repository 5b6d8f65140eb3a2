package dev.tocsin.notifier.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The exceptions of standalone are in force throughout: they open what they name, and nothing beside it.
final class EndpointRulesTest {

    private static final EndpointRules RULES =
            new EndpointRules(AllowedEndpoints.of(List.of("127.0.0.1:9000-9999", "[fd00::/8]:443")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "127.0.0.2",
                "127.255.255.255",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "3fff::1",
                "2002:7f00:1::",
                "2002:808:808::",
                "5f00::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "::ffff:169.254.169.254",
                "64:ff9b::10.0.0.1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "fc00::1",
                "168.63.129.16",
                "::ffff:0:169.254.169.254",
                "2606:4700::5efe:10.0.0.1",
                "2606:4700::200:5efe:10.0.0.1",
                "1::1",
                "4000::1",
                "9000::1"
            })
    void whatIsNotTheOpenInternetIsDenied(String address) {
        var problem = RULES.problemWith(URI.create("https://hooks.example/"), List.of(ip(address)));

        assertThat(problem).contains("leads to a private or reserved address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "93.184.216.34",
                "100.128.0.1",
                "172.32.0.1",
                "192.0.1.1",
                "198.20.0.1",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450:4001::1",
                "64:ff9b::8.8.8.8",
                "::ffff:8.8.8.8",
                "2001:4860::1",
                "2606:4700::5efe:8.8.8.8",
                "168.63.129.17"
            })
    void theOpenInternetIsNotDenied(String address) {
        assertThat(RULES.problemWith(URI.create("https://hooks.example/"), List.of(ip(address))))
                .isEmpty();
    }

    @Test
    void oneDeniedAnswerDeniesAll() {
        var answers = Stream.of("93.184.216.34", "10.0.0.1")
                .map(EndpointRulesTest::ip)
                .toList();

        assertThat(RULES.problemWith(URI.create("https://hooks.example/"), answers))
                .contains("leads to a private or reserved address");
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:9000/, 127.0.0.1, true",
        "http://127.0.0.1:9999/, 127.0.0.1, true",
        "https://127.0.0.1:9500/, 127.0.0.1, true",
        "http://127.0.0.1:10000/, 127.0.0.1, false",
        "http://127.0.0.1:8999/, 127.0.0.1, false",
        "http://127.0.0.2:9500/, 127.0.0.2, false",
        "http://[::1]:9500/, ::1, false",
        "https://hooks.example/, fd12::1, true",
        "https://hooks.example:8443/, fd12::1, false"
    })
    void anExceptionOpensItsAddressesAndPortsOnly(String url, String address, boolean allowed) {
        assertThat(RULES.problemWith(URI.create(url), List.of(ip(address))).isEmpty())
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "http://hooks.example/, is not an https address",
        "https://hooks.example:25/, has a port other than 443 and 8443",
        "https://hooks.example:9500/, has a port other than 443 and 8443"
    })
    void theOpenInternetWantsHttpsOnItsPorts(String url, String problem) {
        assertThat(RULES.problemWith(URI.create(url), List.of(ip("93.184.216.34"))))
                .contains(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.1/",
                "https://127.0.1/",
                "https://0177.0.0.1/",
                "https://0x7f.0.0.1/",
                "https://0x7f000001/",
                "https://2130706433/",
                "https://017700000001/",
                "https://127.0.0.1./",
                "https://010.8.8.8/",
                "https://1.2.3/",
                "https://1.2.3.4.5/",
                "https://256.1.1.1/",
                "https://[::ffff:127.0.0.1%25eth0]/",
                "https://[fe80::1%25lo]/",
                "https://hooks.example./",
                "https://a..b/",
                "https://*.example/",
                "https://10.0.0.0%2F8/"
            })
    void oddHostsAreRefusedAsTheyAreWritten(String url) {
        assertThat(RULES.problemWith(URI.create(url)))
                .contains("has a host that is neither a plain name nor a plain IP address");
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://hooks.example/, is not an https address",
        "//hooks.example/, is not an https address",
        "https://user@hooks.example/, holds a user name or password",
        "https://user:secret@hooks.example/, holds a user name or password",
        "https://hooks.example/#part, holds a fragment"
    })
    void oddFormsAreRefusedAsTheyAreWritten(String url, String problem) {
        assertThat(RULES.problemWith(URI.create(url))).contains(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.example/", "https://HOOKS.Example:8443/a?b=c", "https://8.8.8.8/",
                "https://[2606:4700::1111]/", "https://xn--bcher-kva.example/", "https://localhost/",
                "https://3com.example/"
            })
    void plainHostsAreReadAsTheyAreWritten(String url) {
        assertThat(RULES.problemWith(URI.create(url))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:9-8", "127.0.0.1:70000", "host:80", ""})
    void anExceptionThatCannotBeReadIsRefused(String exception) {
        assertThatThrownBy(() -> AllowedEndpoints.of(List.of(exception)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + exception + "\"");
    }

    private static IPAddress ip(String text) {
        return new IPAddressString(text).getAddress();
    }
}
