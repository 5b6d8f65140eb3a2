package dev.tocsin.probe.check.dns;

import static dev.tocsin.contract.health.ErrorKind.NAME_FAILURE;
import static dev.tocsin.contract.health.ErrorKind.NAME_NOT_FOUND;
import static dev.tocsin.contract.health.ErrorKind.TIMED_OUT;
import static dev.tocsin.contract.health.ErrorKind.WRONG_ANSWER;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.catalog.Question;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.probe.check.Fault;
import dev.tocsin.probe.check.network.Asking;
import dev.tocsin.probe.check.network.Names;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

class DnsCheckTest {

    private final Asking asking = new Asking(new DnsCheck(new Names()));
    private final NameServer server = new NameServer();

    @AfterEach
    void stop() {
        server.socket.close();
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
    void aNameThatIsNotThereIsToldFromAServerThatFails() {
        assertThat(errorOf("nowhere.example", "A")).isEqualTo(NAME_NOT_FOUND);
        assertThat(errorOf("broken.example", "A")).isEqualTo(NAME_FAILURE);
        assertThat(asking.ask(question("broken.example", "A")).fault())
                .contains(Fault.of(NAME_FAILURE, "the server says SERVFAIL"));
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
        return new Question.Dns(name, type, "localhost:" + server.socket.getLocalPort(), List.of(answerAnyOf));
    }

    /// Answers over UDP from a small zone.
    private static final class NameServer {

        private static final String ZONE = """
                www.example. 60 IN A 192.0.2.10
                www.example. 60 IN A 192.0.2.11
                www.example. 60 IN AAAA 2001:db8::1
                alias.example. 60 IN CNAME www.example.
                example. 60 IN MX 10 mail.example.
                example. 60 IN NS ns.example.
                example. 60 IN TXT "v=spf1 -all"
                _imap._tcp.example. 60 IN SRV 0 5 993 mail.example.
                """;

        private final DatagramSocket socket;

        NameServer() {
            try {
                socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            Thread.startVirtualThread(this::serve);
        }

        private void serve() {
            var buffer = new byte[4096];
            while (!socket.isClosed()) {
                try {
                    var packet = new DatagramPacket(buffer, buffer.length);
                    socket.receive(packet);
                    var query = new Message(Arrays.copyOf(buffer, packet.getLength()));
                    if (!query.getQuestion().getName().toString().startsWith("silent.")) {
                        var answer = answer(query).toWire();
                        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                    }
                } catch (IOException e) {
                    // Closed, by the test.
                }
            }
        }

        private static Message answer(Message query) throws IOException {
            var asked = query.getQuestion();
            var answer = new Message(query.getHeader().getID());
            answer.getHeader().setFlag(Flags.QR);
            answer.addRecord(asked, Section.QUESTION);
            if (asked.getName().equals(Name.fromString("broken.example."))) {
                answer.getHeader().setRcode(Rcode.SERVFAIL);
                return answer;
            }
            var known = false;
            try (var zone = new Master(new ByteArrayInputStream(ZONE.getBytes(US_ASCII)), Name.root)) {
                for (var record = zone.nextRecord(); record != null; record = zone.nextRecord()) {
                    if (record.getName().equals(asked.getName())) {
                        known = true;
                        if (record.getType() == asked.getType()) {
                            answer.addRecord(record, Section.ANSWER);
                        }
                    }
                }
            }
            answer.getHeader().setRcode(known ? Rcode.NOERROR : Rcode.NXDOMAIN);
            return answer;
        }
    }
}
