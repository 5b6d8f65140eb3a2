package dev.tocsin.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Topic;
import dev.tocsin.stack.api.MetricsPage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/// What Prometheus and Grafana make of the services.
@SharesStandalone
@NeedsProgram("promtool")
class MetricsIT {

    private static final Duration LONG = Duration.ofMinutes(3);
    private static final String CUSTOMER = "na@customer.example";
    private static final Path PROMETHEUS = Standalone.HOME.resolve("deploy/prometheus");
    private static final Path RULES = PROMETHEUS.resolve("tocsin.rules.yml");
    private static final Path DASHBOARD = Standalone.HOME.resolve("deploy/grafana/tocsin.json");

    /// Of incident-service, a probe and notifier-service.
    private static final List<Integer> MANAGEMENT = List.of(9080, 9081, 9082);

    private static final Pattern METRIC = Pattern.compile("\\b(?:tocsin|kafka|agroal|jvm|process|http)_[a-z0-9_]+\\b");

    @Test
    void promtoolAcceptsTheMetricsOfEachService(Standalone tocsin) {
        for (var port : MANAGEMENT) {
            var metrics = metrics(tocsin, port);

            assertThat(metrics.text()).contains("# TYPE tocsin_");
            assertThat(metrics.promtool()).as("port %d", port).hasValue("");
        }
    }

    @Test
    void rulesAndDashboardUseMetricsThatAreThere(Standalone tocsin) throws IOException {
        var used = new TreeSet<>(names(RULES));
        used.addAll(names(DASHBOARD));
        assertThat(used).hasSizeGreaterThan(20);

        new Log(tocsin.kafka())
                .write(new ProducerRecord<>(Topic.CHANGES.topicName(), "poison", "{\"half\": ".getBytes(UTF_8)));
        if (!names(tocsin).contains("tocsin_deliveries_total")) {
            notifySomebody(tocsin);
        }

        await("all metrics are there")
                .atMost(LONG)
                .untilAsserted(() -> assertThat(names(tocsin)).containsAll(used));
    }

    private static void notifySomebody(Standalone tocsin) {
        tocsin.breakCell("cache@na", "errors");
        await("a mail to " + CUSTOMER)
                .atMost(LONG)
                .until(() -> !tocsin.mailsTo(CUSTOMER).isEmpty());
        tocsin.heal("cache@na");
    }

    @Test
    void promtoolAcceptsTheRulesAndTheyFireWhenTheyShould() {
        assertThat(promtool("check", "rules", "tocsin.rules.yml").output()).contains("SUCCESS");
        assertThat(promtool("check", "config", "prometheus.yml").exitCode()).isZero();
        var tested = promtool("test", "rules", "tocsin.rules.test.yml");
        assertThat(tested.exitCode()).as(tested.output()).isZero();
    }

    private static Standalone.Finished promtool(String command, String what, String file) {
        return Standalone.run(
                "promtool", command, what, PROMETHEUS.resolve(file).toString());
    }

    private static Set<String> names(Standalone tocsin) {
        var names = new TreeSet<String>();
        MANAGEMENT.forEach(port -> names.addAll(metrics(tocsin, port).names()));
        return names;
    }

    private static MetricsPage metrics(Standalone tocsin, int port) {
        var address = URI.create("http://127.0.0.1:%d/q/metrics".formatted(tocsin.port(port)));
        return new MetricsPage(tocsin.send(HttpRequest.newBuilder(address).header("Accept", "text/plain"))
                .body());
    }

    private static Set<String> names(Path file) throws IOException {
        var names = new TreeSet<String>();
        METRIC.matcher(Files.readString(file)).results().map(MatchResult::group).forEach(names::add);
        return names;
    }
}
