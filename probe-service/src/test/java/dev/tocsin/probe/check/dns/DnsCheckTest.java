package dev.tocsin.probe.check.dns;

import static dev.tocsin.contract.health.ErrorKind.NAME_FAILURE;
import static dev.tocsin.contract.health.ErrorKind.NAME_NOT_FOUND;
import static dev.tocsin.contract.health.ErrorKind.TIMED_OUT;
import static dev.tocsin.contract.health.ErrorKind.WRONG_ANSWER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.catalog.Question;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.probe.check.Fault;
import dev.tocsin.probe.check.network.Asking;
import dev.tocsin.probe.check.network.NameResolver;
import dev.tocsin.probe.check.network.NameServer;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DnsCheckTest {

    private final Asking asking = new Asking(new DnsCheck(new NameResolver()));
    private final NameServer server = new NameServer("""
            www.example. 60 IN A 192.0.2.10
            www.example. 60 IN A 192.0.2.11
            www.example. 60 IN AAAA 2001:db8::1
            alias.example. 60 IN CNAME www.example.
            example. 60 IN MX 10 mail.example.
            example. 60 IN NS ns.example.
            example. 60 IN TXT "v=spf1 -all"
            example. 60 IN CAA 0 issue "letsencrypt.org"
            example. 60 IN SOA ns.example. hostmaster.example. 2026112801 7200 3600 1209600 300
            10.2.0.192.in-addr.arpa. 60 IN PTR www.example.
            _25._tcp.mail.example. 60 IN TLSA 3 1 1 0D6FCE3C4F2E2E3B5B5E6B6D7C8A9B0C1D2E3F405162738495A6B7C8D9EAFB0C
            _imap._tcp.example. 60 IN SRV 0 5 993 mail.example.
            xn--mnchen-3ya.example. 60 IN A 192.0.2.12
            """);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void oneOfTheWantedAnswersIsEnough() {
        assertThat(errorOf("www.example", "A")).isNull();
        assertThat(errorOf("www.example", "A", "192.0.2.10", "192.0.2.99")).isNull();
        assertThat(errorOf("www.example", "A", "192.0.2.99")).isEqualTo(WRONG_ANSWER);
        assertThat(errorOf("www.example", "AAAA", "2001:DB8:0:0::1")).isNull();
    }

    @Test
    void answersAreComparedAsPeopleWriteThem() {
        assertThat(errorOf("example", "MX", "mail.example")).isNull();
        assertThat(errorOf("example", "MX", "10 Mail.Example.")).isNull();
        assertThat(errorOf("example", "TXT", "v=spf1 -all")).isNull();
        assertThat(errorOf("example", "TXT", "V=spf1 -all")).isEqualTo(WRONG_ANSWER);
        assertThat(errorOf("example", "NS", "ns.example")).isNull();
        assertThat(errorOf("_imap._tcp.example", "SRV", "0 5 993 mail.example")).isNull();
        assertThat(errorOf("alias.example", "CNAME", "www.example")).isNull();
    }

    @Test
    void whateverTypeARecordHasItIsCompared() {
        assertThat(errorOf("example", "CAA")).isNull();
        assertThat(errorOf("example", "CAA", "0 issue \"letsencrypt.org\"")).isNull();
        assertThat(errorOf("example", "CAA", "issue letsencrypt.org")).isNull();
        assertThat(errorOf("example", "CAA", "letsencrypt.org")).isNull();
        assertThat(errorOf("example", "CAA", "other.org")).isEqualTo(WRONG_ANSWER);
        assertThat(errorOf("example", "SOA", "ns.example")).isNull();
        assertThat(errorOf("example", "SOA", "ns.example. hostmaster.example 2026112801 7200 3600 1209600 300"))
                .isNull();
        assertThat(errorOf("example", "SOA", "ns2.example")).isEqualTo(WRONG_ANSWER);
        assertThat(errorOf("192.0.2.10", "PTR", "www.example")).isNull();
        assertThat(errorOf("10.2.0.192.in-addr.arpa", "PTR", "www.example.")).isNull();
        assertThat(errorOf("_25._tcp.mail.example", "TLSA")).isNull();
        assertThat(errorOf("münchen.example", "A", "192.0.2.12")).isNull();
    }

    /// The first of the server's two addresses takes what comes and never answers.
    @Test
    void aServersSecondAddressIsAskedWhereTheFirstIsSilent() throws Exception {
        try (var first = new DatagramSocket(server.port(), InetAddress.ofLiteral("::1"));
                var resolving = new NameServer("two.example. 60 IN AAAA ::1\ntwo.example. 60 IN A 127.0.0.1\n")) {
            assertThat(first.isBound()).isTrue();
            var two = new Asking(new DnsCheck(Asking.names(resolving)));

            var question = new Question.Dns("www.example", "A", "two.example:" + server.port(), List.of());

            assertThat(two.errorOf(question)).isNull();
        }
    }

    @Test
    void aNameThatIsNotThereIsToldFromAServerThatFails() {
        assertThat(errorOf("nowhere.example", "A")).isEqualTo(NAME_NOT_FOUND);
        assertThat(errorOf("broken.example", "A")).isEqualTo(NAME_FAILURE);
        assertThat(asking.ask(question("broken.example", "A")).fault())
                .contains(Fault.of(NAME_FAILURE, "the server sent SERVFAIL"));
    }

    @Test
    void aNameWithoutSuchARecordIsAWrongAnswer() {
        assertThat(asking.ask(question("example", "A")).fault())
                .contains(Fault.of(WRONG_ANSWER, "the name has no A record"));
    }

    @Test
    void aServerThatIsSilentIsEndedAtTheTimeout() {
        var answer = asking.ask(question("silent.example", "A"), 300, 300);

        assertThat(answer.fault()).map(Fault::kind).contains(TIMED_OUT);
        assertThat(answer.latencyMillis()).isLessThan(1500);
    }

    private @Nullable ErrorKind errorOf(String name, String type, String... answerAnyOf) {
        return asking.errorOf(question(name, type, answerAnyOf));
    }

    private Question.Dns question(String name, String type, String... answerAnyOf) {
        return new Question.Dns(name, type, "localhost:" + server.port(), List.of(answerAnyOf));
    }
}
