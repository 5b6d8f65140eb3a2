package dev.tocsin.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// A token that an admin adds at incident-service opens doors of notifier-service, which knows it also while
/// incident-service is away.
@SharesStandalone
class ProgramTokensIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"csrf-token\" value=\"([^\"]+)\"");
    private static final Pattern SECRET = Pattern.compile("<code>(tocsin_[A-Za-z0-9_-]{43})</code>");

    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(Redirect.NEVER)
            .build();

    @Test
    void theNotifierTrustsTheTokenAlsoWhileIncidentServiceIsAwayAndUntilItIsRevoked(Standalone tocsin)
            throws IOException, InterruptedException {
        var name = "t" + UUID.randomUUID().toString().replace("-", "");
        post(
                tocsin.incidentService("/ops/sign-in/check"),
                Map.of("user", "operator", "password", tocsin.operatorToken()));
        var secret = found(
                SECRET, submit(tocsin, "add", Map.of("name", name, "days", "30", "scopes", "subscriptions:read")));

        await("the token is known").atMost(SOON).until(() -> ask(tocsin, "/api/v1/subscriptions", secret) == 200);
        assertThat(ask(tocsin, "/api/v1/deliveries", secret)).isEqualTo(403);
        whileStopped(tocsin.process("incident-service"), () -> {
            tocsin.kill("notifier-service");
            await("the token is known again")
                    .atMost(LONG)
                    .ignoreExceptions()
                    .until(() -> ask(tocsin, "/api/v1/subscriptions", secret) == 200);
        });

        var id = found(
                Pattern.compile("<strong>" + name + "</strong>[\\s\\S]*?name=\"id\" value=\"([^\"]+)\""), page(tocsin));
        submit(tocsin, "revoke", Map.of("id", id));
        await("the token is wrong").atMost(SOON).until(() -> ask(tocsin, "/api/v1/subscriptions", secret) == 401);
    }

    private static void whileStopped(ProcessHandle process, Runnable action) {
        Standalone.run("kill", "-STOP", Long.toString(process.pid()));
        try {
            action.run();
        } finally {
            Standalone.run("kill", "-CONT", Long.toString(process.pid()));
        }
    }

    private static int ask(Standalone tocsin, String path, String secret) {
        return tocsin.send(HttpRequest.newBuilder(tocsin.notifierService(path))
                        .header("Authorization", "Bearer " + secret))
                .statusCode();
    }

    private String page(Standalone tocsin) throws IOException, InterruptedException {
        return browser.send(
                        HttpRequest.newBuilder(tocsin.incidentService("/ops/tokens"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private String submit(Standalone tocsin, String action, Map<String, String> fields)
            throws IOException, InterruptedException {
        var form = new HashMap<>(fields);
        form.put("csrf-token", found(FORM_TOKEN, page(tocsin)));
        return post(tocsin.incidentService("/ops/tokens/" + action), form);
    }

    private String post(URI address, Map<String, String> fields) throws IOException, InterruptedException {
        var form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        return browser.send(request.build(), BodyHandlers.ofString()).body();
    }

    private static String found(Pattern pattern, String page) {
        var found = pattern.matcher(page);
        assertThat(found.find()).as("%s in %s", pattern, page).isTrue();
        return found.group(1);
    }
}
