package dev.tocsin.probe.check.http;

import static dev.tocsin.contract.health.ErrorKind.INCOMPLETE;
import static dev.tocsin.contract.health.ErrorKind.NOT_HTTP;
import static dev.tocsin.contract.health.ErrorKind.RESET;
import static dev.tocsin.contract.health.ErrorKind.TIMED_OUT;
import static dev.tocsin.contract.health.ErrorKind.WRONG_BODY;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.catalog.Question;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.probe.check.Answer;
import dev.tocsin.probe.check.Fault;
import dev.tocsin.probe.check.network.Asking;
import dev.tocsin.probe.check.network.TlsConnector;
import dev.tocsin.probe.check.network.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What servers answer, as curl and browsers take it.
class HttpAnswersTest {

    private static final String WELL = "all is well, and brotli says so";
    private static final String BROTLI = "1b1e00f8056a73a93edd5a140dc231610e56924814ebac837af50b4c7e5271e7d11c3b";

    private final Asking asking = new Asking(new HttpCheck(new HttpExchange(Asking.connector(), new TlsConnector())));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 31\r\nContent-Length: 31\r\n\r\n" + WELL,
                "HTTP/1.1 200 OK\r\nContent-Length: 31, 31\r\n\r\n" + WELL,
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\n\r\n" + WELL,
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\nContent-Length: 31\r\n\r\n" + WELL,
                "HTTP/1.1 200 OK\r\nthis is no header\r\nContent-Length: 31\r\n\r\n" + WELL,
                "HTTP/1.1 200 OK\r\n: nameless\r\nContent-Length : 31\r\n\r\n" + WELL,
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n1f\r\n" + WELL
                        + "\r\n0\r\n\r\n",
                "HTTP/1.1 200\r\n\r\n" + WELL,
                "HTTP/1.0 200 OK\n\n" + WELL,
                "\r\n\r\nHTTP/1.1 200 OK\r\n\r\n" + WELL,
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"
                        + WELL,
                "HTTP/1.1 200 OK\r\nFolded: a\r\n b\r\nContent-Encoding: identity\r\n\r\n" + WELL,
                "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=nowhere\r\n\r\n" + WELL
            })
    void leniencyThatDoesNoHarm(String answer) throws Exception {
        assertThat(errorOf(answer, WELL)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 31\r\nContent-Length: 30\r\n\r\n" + WELL,
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n" + WELL,
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n" + WELL,
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nno chunk at all\r\n\r\n",
                "HTTP/1.1 000 None\r\n\r\n",
                "HTTP/1.1 OK\r\n\r\n",
                "SSH-2.0-OpenSSH_9.9\r\n"
            })
    void whatCouldMeanTwoThingsIsNotHttp(String answer) throws Exception {
        assertThat(errorOf(answer, WELL)).isEqualTo(NOT_HTTP);
    }

    @Test
    void aHeadMayHave64Kilobytes() throws Exception {
        var policy = "Content-Security-Policy: " + "a".repeat(17_000) + "\r\n";

        assertThat(errorOf("HTTP/1.1 200 OK\r\n" + policy + "\r\n" + WELL, WELL))
                .isNull();
        assertThat(errorOf("HTTP/1.1 200 OK\r\n" + policy.repeat(3) + "\r\n" + WELL, WELL))
                .isNull();
        assertThat(errorOf("HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(2000) + "\r\n" + WELL, WELL))
                .isNull();
        assertThat(errorOf("HTTP/1.1 200 OK\r\n" + policy.repeat(6) + "\r\n" + WELL, WELL))
                .isEqualTo(NOT_HTTP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"
            })
    void aBodyThatBreaksOffIsIncomplete(String answer) throws Exception {
        try (var wire = Wire.answering(answer)) {
            assertThat(asking.errorOf(question(wire, null, true))).isEqualTo(INCOMPLETE);
            assertThat(asking.errorOf(question(wire, "abcdef", null))).isEqualTo(INCOMPLETE);
        }
    }

    @Test
    void aHeadThatBreaksOffIsAReset() throws Exception {
        assertThat(errorOf("HTTP/1.1 200 OK\r\nContent-Le", null)).isEqualTo(RESET);
        assertThat(errorOf("HTTP/1.1 200", null)).isEqualTo(RESET);
    }

    @Test
    void aStreamThatNeverEndsIsRightUnlessItsBodyIsWanted() throws Exception {
        try (var wire = Wire.dripping("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n")) {
            assertThat(asking.errorOf(question(wire, null, null))).isNull();
            assertThat(asking.errorOf(question(wire, null, false))).isNull();
            assertThat(asking.ask(question(wire, null, true), 300, 300).fault())
                    .map(Fault::kind)
                    .contains(TIMED_OUT);
        }
    }

    @Test
    void whatAServerCompressesIsReadAsItWas() throws Exception {
        assertThat(encoded("gzip", gzip(WELL), WELL)).isNull();
        assertThat(encoded("x-gzip", gzip(WELL), WELL)).isNull();
        assertThat(encoded("GZIP", gzip(WELL), "another text")).isEqualTo(WRONG_BODY);
        assertThat(encoded("deflate", deflate(WELL, false), WELL)).isNull();
        assertThat(encoded("deflate", deflate(WELL, true), WELL)).isNull();
        assertThat(encoded("br", HexFormat.of().parseHex(BROTLI), WELL)).isNull();
        assertThat(encoded("gzip, deflate", deflate(gzip(WELL), false), WELL)).isNull();
    }

    @Test
    void whatCannotBeReadSaysWhy() throws Exception {
        assertThat(fault("zip2000", gzip(WELL), WELL))
                .isEqualTo(Fault.of(WRONG_BODY, "the body has an unknown encoding: zip2000"));
        assertThat(fault("gzip", WELL.getBytes(UTF_8), WELL))
                .isEqualTo(Fault.of(WRONG_BODY, "the body is not valid gzip"));
        assertThat(fault("br", new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, WELL).kind())
                .isEqualTo(WRONG_BODY);
        assertThat(encoded("gzip, gzip, gzip, gzip, gzip", gzip(WELL), WELL)).isEqualTo(WRONG_BODY);
    }

    /// 128 MiB of zeros, in about 128 kB.
    @Test
    void aCompressedBodyUnfoldsToNoMoreThanAMebibyte() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            for (var mebibytes = 0; mebibytes < 128; mebibytes++) {
                gzip.write(new byte[1 << 20]);
            }
        }

        assertThat(encoded("gzip", packed.toByteArray(), "late")).isEqualTo(WRONG_BODY);
    }

    @Test
    void aBrokenEncodingOfABodyThatNobodyReadsIsOfNoAccount() throws Exception {
        assertThat(encoded("gzip", WELL.getBytes(UTF_8), null)).isNull();
    }

    /// Whatever comes back, there is an answer, and it is about the target.
    @Test
    void noAnswerBreaksAnAsk() throws Exception {
        var seed = new AtomicInteger();
        try (var wire = Wire.answering(() -> odd(seed.get()))) {
            for (; seed.get() < 250; seed.incrementAndGet()) {
                var answer = asking.ask(question(wire, seed.get() % 2 == 0 ? "well" : null, true), 3000, 3000);

                assertThat(answer.outcome())
                        .as("seed %d: %s", seed.get(), answer.fault())
                        .isNotEqualTo(Outcome.UNSURE);
                assertThat(answer).as("seed %d", seed.get()).satisfies(HttpAnswersTest::canBeTold);
            }
        }
    }

    private static void canBeTold(Answer answer) {
        answer.fault().map(Fault::detail).ifPresent(detail -> {
            assertThat(detail).hasSizeLessThanOrEqualTo(200).doesNotContainPattern("[\\p{Cc}\\p{Cs}]");
        });
    }

    /// A good answer in which some bytes are others, missing or there twice.
    private static byte[] odd(int seed) {
        var random = new Random(seed);
        var answers = new String[] {
            "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nwell",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nwe\r\n2;a=b\r\nll\r\n0\r\nTrailer: x\r\n\r\n",
            "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.0 200 OK\r\nContent-Encoding: gzip, br\r\n\r\nwell",
            "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nSet-Cookie: a=b; Domain=.; Path=x\r\n\r\n"
        };
        var bytes = new ByteArrayOutputStream();
        for (var octet : answers[random.nextInt(answers.length)].getBytes(ISO_8859_1)) {
            switch (random.nextInt(25)) {
                case 0 -> bytes.write(random.nextInt(256));
                case 1 -> {}
                case 2 -> {
                    bytes.write(octet);
                    bytes.write(octet);
                }
                default -> bytes.write(octet);
            }
        }
        return bytes.toByteArray();
    }

    private @Nullable ErrorKind errorOf(String answer, @Nullable String contains) throws IOException {
        try (var wire = Wire.answering(answer)) {
            return asking.errorOf(question(wire, contains, null));
        }
    }

    private @Nullable ErrorKind encoded(String coding, byte[] body, @Nullable String contains) throws IOException {
        return answer(coding, body, contains).fault().map(Fault::kind).orElse(null);
    }

    private Fault fault(String coding, byte[] body, String contains) throws IOException {
        return answer(coding, body, contains).fault().orElseThrow();
    }

    private Answer answer(String coding, byte[] body, @Nullable String contains) throws IOException {
        var head =
                "HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\nContent-Length: %d\r\n\r\n".formatted(coding, body.length);
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(head.getBytes(ISO_8859_1));
        whole.writeBytes(body);
        try (var wire = Wire.answering(whole::toByteArray)) {
            return asking.ask(question(wire, contains, null));
        }
    }

    private static byte[] gzip(String text) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return packed.toByteArray();
    }

    private static byte[] deflate(String text, boolean raw) throws IOException {
        return deflate(text.getBytes(UTF_8), raw);
    }

    private static byte[] deflate(byte[] bytes, boolean raw) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var deflate = new DeflaterOutputStream(packed, new Deflater(Deflater.DEFAULT_COMPRESSION, raw))) {
            deflate.write(bytes);
        }
        return packed.toByteArray();
    }

    private static Question.Http question(Wire wire, @Nullable String contains, @Nullable Boolean readBody) {
        return new Question.Http(
                "GET",
                "http://127.0.0.1:%d/".formatted(wire.port()),
                Map.of(),
                null,
                List.of(200),
                Map.of(),
                contains,
                null,
                1,
                true,
                readBody,
                null,
                null,
                null);
    }
}
