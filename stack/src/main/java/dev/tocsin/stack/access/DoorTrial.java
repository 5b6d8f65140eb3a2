package dev.tocsin.stack.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Tries each door as one visitor. What is sent is wrong enough to change nothing where the door opens.
public final class DoorTrial {

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);
    private static final String CELL = "login@na";
    private static final Set<Integer> REFUSED = Set.of(401, 403);
    private static final int UNSUPPORTED_TYPE = 415;
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final List<String> TYPES = List.of(FORM, "application/json", "message/rfc822", "text/csv");

    private final URI base;
    private final Visitor visitor;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private Map<String, String> introduction;

    /// @param base the URL of the service
    public DoorTrial(URI base, Visitor visitor) {
        this.base = base;
        this.visitor = visitor;
        this.introduction = visitor.introduction().get();
    }

    /// @return the doors that answered another way than they should, each with the answer
    public List<String> faults(List<Door> doors) throws IOException, InterruptedException {
        var faults = new ArrayList<String>();
        for (var door : doors) {
            var status = status(door);
            var wanted = visitor.refusals(door);
            if (!isAsWanted(door, status, wanted)) {
                faults.add("%s for %s: %d instead of %s"
                        .formatted(door, visitor.name(), status, wanted.isEmpty() ? "open" : wanted));
            }
            if (door.path().contains("sign-out")) {
                introduction = visitor.introduction().get();
            }
        }
        return faults;
    }

    /// What is open to anyone may ask for a token of its own, such as a subscriber's. No door fails at such requests.
    private static boolean isAsWanted(Door door, int status, Set<Integer> wanted) {
        if (status == 500 || door.isForAnyone()) {
            return status != 500 && status != 403;
        }
        return wanted.isEmpty() ? !REFUSED.contains(status) : wanted.contains(status);
    }

    /// A body of a type that the door does not take says nothing about who may pass.
    private int status(Door door) throws IOException, InterruptedException {
        var status = UNSUPPORTED_TYPE;
        for (var type : TYPES) {
            status = status(door, type);
            if (status != UNSUPPORTED_TYPE) {
                return status;
            }
        }
        return status;
    }

    private int status(Door door, String type) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(base.resolve(path(door))).timeout(LONGEST_ANSWER);
        introduction.forEach(request::header);
        switch (door.method()) {
            case "GET", "HEAD" -> request.method(door.method(), BodyPublishers.noBody());
            default ->
                request.header("Content-Type", type)
                        .method(door.method(), BodyPublishers.ofString(type.equals(FORM) ? form() : "{}"));
        }
        var answer = client.send(request.build(), BodyHandlers.ofInputStream());
        answer.body().close();
        return answer.statusCode();
    }

    private static String path(Door door) {
        return door.path().replace("{cell}", URLEncoder.encode(CELL, UTF_8)).replaceAll("\\{[^}]*}", "unknown");
    }

    private String form() {
        return "csrf-token=%s&id=unknown&name=unknown-to-all".formatted(URLEncoder.encode(visitor.formToken(), UTF_8));
    }
}
