package dev.tocsin.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.contract.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Everything on this machine, as `./tocsin up --detach` starts it, in a data folder and at ports of its own.
final class Standalone implements AutoCloseable {

    static final Path HOME =
            Path.of(System.getProperty("tocsin.home", "..")).toAbsolutePath().normalize();

    private static final Duration CALL = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(CALL).build();
    private final Path data;
    private final int offset;
    private final String operatorToken;

    private Standalone(Path data, int offset) throws IOException {
        this.data = data;
        this.offset = offset;
        this.operatorToken = Files.readString(data.resolve("operator-token")).strip();
    }

    /// @param name of the data folder, below `target/`
    /// @param offset added to every port
    static Standalone up(String name, int offset, String... options) {
        return start(List.of("up"), name, offset, Map.of(), options);
    }

    private static Standalone start(
            List<String> command, String name, int offset, Map<String, String> settings, String... options) {
        var data = HOME.resolve("system-tests/target").resolve(name);
        var arguments = new ArrayList<>(command);
        arguments.addAll(List.of("--detach", "--data", data.toString(), "--port-offset", "" + offset));
        arguments.addAll(Arrays.asList(options));
        var up = tocsin(settings, arguments.toArray(String[]::new));
        assertThat(up.exitCode()).as(up.output()).isZero();
        try {
            return new Standalone(data, offset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same, on nothing that an earlier run left.
    static Standalone upAfresh(String name, int offset, String... options) {
        return upAfresh(name, offset, Map.of(), options);
    }

    /// @param settings of the services, as their environment
    static Standalone upAfresh(String name, int offset, Map<String, String> settings, String... options) {
        clear(name);
        return start(List.of("up"), name, offset, settings, options);
    }

    /// With a made-up past.
    static Standalone historyAfresh(String name, int offset, String... options) {
        clear(name);
        return start(List.of("demo", "--history"), name, offset, Map.of(), options);
    }

    private static void clear(String name) {
        run("rm", "-rf", HOME.resolve("system-tests/target").resolve(name).toString());
    }

    /// What a command printed, both streams together, and how it ended.
    record Finished(int exitCode, String output) {}

    static Finished tocsin(String... arguments) {
        return tocsin(Map.of(), arguments);
    }

    private static Finished tocsin(Map<String, String> settings, String... arguments) {
        var command = new ArrayList<>(List.of(HOME.resolve("tocsin").toString()));
        command.addAll(Arrays.asList(arguments));
        return run(settings, command.toArray(String[]::new));
    }

    static Finished run(String... command) {
        return run(Map.of(), command);
    }

    /// @param settings of its environment
    static Finished run(Map<String, String> settings, String... command) {
        try {
            var output = Files.createTempFile("tocsin", ".out");
            var builder = new ProcessBuilder(command);
            builder.environment().putAll(settings);
            var process = builder.directory(HOME.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            if (!process.waitFor(10, MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("%s did not end; it said: %s"
                        .formatted(String.join(" ", command), Files.readString(output, UTF_8)));
            }
            var text = Files.readString(output, UTF_8);
            Files.delete(output);
            return new Finished(process.exitValue(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Path data() {
        return data;
    }

    int port(int port) {
        return port + offset;
    }

    String kafka() {
        return "127.0.0.1:" + port(9092);
    }

    String operatorToken() {
        return operatorToken;
    }

    URI incidentService(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(port(8080), path));
    }

    URI notifierService(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(port(8082), path));
    }

    URI mailbox(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(port(8025), path));
    }

    void breakCell(String cell, String how) {
        var done = tocsin("break", cell, "--how", how, "--data", data.toString(), "--port-offset", "" + offset);
        assertThat(done.exitCode()).as(done.output()).isZero();
    }

    void heal(String cell) {
        var done = tocsin("heal", cell, "--data", data.toString(), "--port-offset", "" + offset);
        assertThat(done.exitCode()).as(done.output()).isZero();
    }

    /// This month's, counted anew.
    String uptime() {
        var done = tocsin("uptime", "--data", data.toString(), "--port-offset", "" + offset);
        assertThat(done.exitCode()).as(done.output()).isZero();
        return done.output();
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(CALL).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> post(URI address, String json) {
        return send(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + operatorToken)
                .POST(BodyPublishers.ofString(json)));
    }

    void delete(URI address) {
        var answer = send(HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + operatorToken)
                .DELETE());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
    }

    /// As an operator.
    JsonNode get(URI address) {
        var answer = send(HttpRequest.newBuilder(address).header("Authorization", "Bearer " + operatorToken));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        try {
            return Json.mapper().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<JsonNode> items(URI address) {
        return StreamSupport.stream(get(address).get("items").spliterator(), false)
                .toList();
    }

    List<JsonNode> cells() {
        return items(incidentService("/api/v1/cells"));
    }

    String verdict(String cell) {
        return cells().stream()
                .filter(entry -> entry.get("cell").asText().equals(cell))
                .map(entry -> entry.get("verdict").asText())
                .findFirst()
                .orElse("not there");
    }

    List<JsonNode> incidents() {
        return items(incidentService("/api/v1/incidents"));
    }

    List<JsonNode> openIncidents() {
        return incidents().stream()
                .filter(incident -> !List.of("resolved", "postmortem")
                        .contains(incident.at("/incident/state").asText()))
                .toList();
    }

    List<JsonNode> operatorAlerts() {
        return items(incidentService("/api/v1/operator-alerts"));
    }

    /// What the sample product's webhook subscriber of this name received, oldest first; challenges left out.
    List<JsonNode> notices(String subscriber) {
        return items(mailbox("/api/hooks")).stream()
                .filter(hook -> hook.get("name").asText().equals(subscriber))
                .filter(hook -> !hook.get("body").asText().contains("subscription.challenge"))
                .toList();
    }

    List<JsonNode> mailsTo(String address) {
        return items(mailbox("/api/mails")).stream()
                .filter(mail -> mail.get("to").asText().equals(address))
                .toList();
    }

    /// Waits until every cell is up and no incident stands open.
    void awaitQuiet() {
        await("everything up and quiet").atMost(Duration.ofMinutes(4)).untilAsserted(() -> {
            assertThat(cells())
                    .isNotEmpty()
                    .allSatisfy(cell -> assertThat(cell.get("verdict").asText())
                            .as(cell.toString())
                            .isEqualTo("UP"));
            assertThat(openIncidents()).isEmpty();
        });
    }

    /// The process of a part, such as `incident-service`, as `run.json` names it.
    ProcessHandle process(String part) {
        try {
            var run = Json.mapper().readTree(data.resolve("run.json").toFile());
            var pid = StreamSupport.stream(run.get("parts").spliterator(), false)
                    .filter(entry -> entry.get("name").asText().equals(part))
                    .mapToLong(entry -> entry.get("pid").asLong())
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("run.json names no part " + part + ": " + run));
            return ProcessHandle.of(pid).orElseThrow(() -> new IllegalStateException(part + " is not running"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The process that supervises all others.
    ProcessHandle launcher() {
        try {
            var run = Json.mapper().readTree(data.resolve("run.json").toFile());
            return ProcessHandle.of(run.get("pid").asLong()).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All processes: each part's, and the one that supervises them.
    List<ProcessHandle> processes() {
        try {
            var run = Json.mapper().readTree(data.resolve("run.json").toFile());
            return Stream.concat(
                            Stream.of(run.get("pid")),
                            StreamSupport.stream(run.get("parts").spliterator(), false)
                                    .map(part -> part.get("pid")))
                    .flatMap(pid -> ProcessHandle.of(pid.asLong()).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Signal 9; while the part is being restarted, as soon as it is there again.
    void kill(String part) {
        await(part + " is running")
                .atMost(Duration.ofMinutes(3))
                .ignoreExceptions()
                .until(() -> process(part).destroyForcibly());
    }

    @Override
    public void close() {
        var down = tocsin("down", "--data", data.toString(), "--port-offset", "" + offset);
        assertThat(down.exitCode()).as(down.output()).isZero();
    }
}
