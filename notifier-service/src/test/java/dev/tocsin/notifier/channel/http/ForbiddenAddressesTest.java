package dev.tocsin.notifier.channel.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tocsin.contract.Json;
import dev.tocsin.notifier.channel.http.IsolatedAttempts.Attempt;
import dev.tocsin.notifier.channel.http.IsolatedAttempts.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever a subscriber writes, and whatever a name server answers: no packet goes to a forbidden address. Measured
/// in a network namespace in which that address is real; see [IsolatedAttempts].
final class ForbiddenAddressesTest {

    private static final String OPEN = "http://open.example:8080/";

    /// The ways to write 169.254.169.254 and addresses like it.
    private static final List<String> WRITTEN = List.of(
            "http://169.254.169.254/latest/meta-data/",
            "https://169.254.169.254/",
            "https://169.254.169.254:8443/",
            "https://169.254.169.254./",
            "https://2852039166/",
            "https://7147006462/",
            "https://0251.0376.0251.0376/",
            "https://00000251.0376.169.254/",
            "https://025177524776/",
            "https://0xa9fea9fe/",
            "https://0xA9FEA9FE/",
            "https://0xa9.0xfe.0xa9.0xfe/",
            "https://0xa9.254.0251.254/",
            "https://169.254.43518/",
            "https://169.16689662/",
            "https://425.510.425.510/",
            "https://[::ffff:169.254.169.254]/",
            "https://[::FFFF:A9FE:A9FE]/",
            "https://[0:0:0:0:0:ffff:a9fe:a9fe]/",
            "https://[::169.254.169.254]/",
            "https://[::a9fe:a9fe]/",
            "https://[::ffff:0:169.254.169.254]/",
            "https://[64:ff9b::169.254.169.254]/",
            "https://[64:ff9b:1::a9fe:a9fe]/",
            "https://[2002:a9fe:a9fe::]/",
            "https://[2001:0:a9fe:a9fe::]/",
            "https://[2606:4700::5efe:169.254.169.254]/",
            "https://[fe80::a9fe:a9fe]/",
            "https://[fe80::1%25lo]/",
            "https://[fe80::1%lo]/",
            "https://[::ffff:169.254.169.254%25lo]/",
            "https://[fd00:ec2::254]/",
            "https://[::1]/",
            "https://[::]/",
            "https://[169.254.169.254]/",
            "https://127.0.0.1/",
            "https://127.1/",
            "https://0/",
            "https://0.0.0.0/",
            "https://localhost/",
            "https://localhost./",
            "https://LOCALHOST/",
            "https://ip6-localhost/",
            "https://203.0.113.7@169.254.169.254/",
            "https://203.0.113.7:8080@169.254.169.254/",
            "https://169.254.169.254@203.0.113.7/",
            "https://169.254.169.254:80@203.0.113.7:8080/",
            "https://203.0.113.7\\@169.254.169.254/",
            "https://203.0.113.7#@169.254.169.254/",
            "https://203.0.113.7 @169.254.169.254/",
            "https://169.254.169.254%2e/",
            "https://169.254.169.254%00.open.example/",
            "https://%31%36%39.254.169.254/",
            "https:169.254.169.254/",
            "https:///169.254.169.254/",
            "//169.254.169.254/",
            "https://169.254.169.254:443:80/",
            " https://169.254.169.254/",
            "https://169.254.\t169.254/",
            "https://169.254.169.254\r\nX: y/",
            "ftp://169.254.169.254/",
            "gopher://169.254.169.254:80/_GET",
            "file:///etc/passwd",
            "jar:http://169.254.169.254/!/",
            "https://１６９.２５４.１６９.２５４/",
            "https://169。254。169。254/",
            "https://169．254．169．254/",
            "https://①⑥⑨.②⑤④.①⑥⑨.②⑤④/",
            "https://𝟏𝟔𝟗.𝟐𝟓𝟒.𝟏𝟔𝟗.𝟐𝟓𝟒/",
            "https://١٦٩.٢٥٤.١٦٩.٢٥٤/",
            "https://169.254\u00ad.169.254/",
            "https://2852039166。/",
            "https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/",
            "https://x@１６９.２５４.１６９.２５４/");

    private static final List<String> NAMED = Stream.of(
                    "forbidden",
                    "both",
                    "other-way-round",
                    "families",
                    "mapped",
                    "compatible",
                    "nat64",
                    "six-to-four",
                    "loopback",
                    "any",
                    "alias")
            .flatMap(name -> Stream.of("https://%s.example/", "http://%s.example:8080/", "https://%s.example:8443/")
                    .map(url -> url.formatted(name)))
            .toList();

    private static final List<String> REDIRECTS =
            Stream.of(301, 302, 303, 307, 308).map(status -> OPEN + status).toList();

    private static Report report = new Report(List.of(), List.of(), 0, 0, 0, 0, 0);

    @BeforeAll
    static void attempt(@TempDir Path folder) throws IOException, InterruptedException {
        for (var program : List.of("ip", "iptables")) {
            assumeTrue(run(folder, "sh", "-c", "command -v " + program).isEmpty(), program + " is not there");
        }
        assumeTrue(
                run(folder, namespace("true").toArray(String[]::new)).isEmpty(),
                "this machine allows no network namespace");
        var resolver = Files.writeString(folder.resolve("resolv.conf"), "nameserver 127.0.0.1\n");
        var urls = folder.resolve("urls.json");
        Json.mapper()
                .writeValue(
                        urls.toFile(),
                        Stream.of(List.of(OPEN), WRITTEN, NAMED, REDIRECTS)
                                .flatMap(List::stream)
                                .toList());
        var command = namespace(
                "sh",
                "-ec",
                """
                ip link set lo up
                ip address add %1$s/32 dev lo
                ip address add %2$s/32 dev lo
                ip -6 address add fd00:ec2::254/128 dev lo || true # IPv6 may be switched off
                mount --bind "$0" /etc/resolv.conf
                iptables -A OUTPUT -d 127.0.0.1 ! -p tcp -j ACCEPT
                iptables -A OUTPUT -d %2$s -j ACCEPT
                iptables -A OUTPUT -j ACCEPT
                ip6tables -A OUTPUT -j ACCEPT
                exec "$@"
                """.formatted(IsolatedAttempts.FORBIDDEN, IsolatedAttempts.OPEN),
                resolver.toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                IsolatedAttempts.class.getName(),
                urls.toString(),
                folder.resolve("report.json").toString());
        assertThat(run(folder, command.toArray(String[]::new))).isEmpty();
        report = Json.mapper().readValue(folder.resolve("report.json").toFile(), Report.class);
    }

    @Test
    void noPacketWentAnywhereElse() {
        assertThat(report.forbiddenConnections()).isZero();
        assertThat(report.strayPackets()).isZero();
        assertThat(report.forbiddenConnectionsAfterCheck()).isEqualTo(1);
        assertThat(report.strayPacketsAfterCheck()).isPositive();
    }

    @Test
    void theOpenInternetIsReached() {
        assertThat(attempts(List.of(OPEN))).containsExactly(new Attempt(OPEN, "", "Answered: 200"));
    }

    @Test
    void noWayToWriteItIsAccepted() {
        assertThat(attempts(WRITTEN)).hasSameSizeAs(WRITTEN).allSatisfy(ForbiddenAddressesTest::isRefused);
    }

    @Test
    void noNameThatHasItIsAccepted() {
        assertThat(attempts(NAMED)).hasSameSizeAs(NAMED).allSatisfy(attempt -> {
            assertThat(attempt.problem()).isEqualTo("leads to a private or reserved address");
            assertThat(attempt.outcome()).isEqualTo("Denied: the address leads to a private or reserved address");
        });
    }

    /// The checked address is the one that is dialled, so the name may change as often as it likes.
    @Test
    void aNameThatChangesWithEachQueryIsReachedOrDenied() {
        assertThat(report.changing())
                .contains("Answered: 200", "Denied: the address leads to a private or reserved address")
                .allMatch(outcome -> outcome.equals("Answered: 200") || outcome.startsWith("Denied: "));
    }

    @Test
    void noRedirectIsFollowed() {
        assertThat(attempts(REDIRECTS))
                .extracting(Attempt::outcome)
                .containsExactly("Answered: 301", "Answered: 302", "Answered: 303", "Answered: 307", "Answered: 308");
    }

    private static void isRefused(Attempt attempt) {
        assertThat(attempt.problem()).as(attempt.url()).isNotEmpty();
        assertThat(attempt.outcome())
                .as(attempt.url())
                .matches(outcome ->
                        outcome.startsWith("Denied: ") || outcome.equals("Failed: the host does not resolve"));
    }

    private static List<Attempt> attempts(List<String> urls) {
        return report.attempts().stream()
                .filter(attempt -> urls.contains(attempt.url()))
                .toList();
    }

    private static List<String> namespace(String... command) {
        var user = System.getProperty("user.name").equals("root") ? Stream.<String>of() : Stream.of("--map-root-user");
        return Stream.of(Stream.of("unshare"), user, Stream.of("--net", "--mount"), Stream.of(command))
                .flatMap(part -> part)
                .toList();
    }

    /// What it said when it failed; empty when it did not.
    private static String run(Path folder, String... command) throws IOException, InterruptedException {
        var output = Files.createTempFile(folder, "run", ".out");
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return "it did not end";
            }
            var said = Files.readString(output, UTF_8);
            return process.exitValue() == 0 ? "" : "exit " + process.exitValue() + ": " + said;
        } catch (IOException e) {
            return "it cannot be started: " + e.getMessage();
        }
    }
}
