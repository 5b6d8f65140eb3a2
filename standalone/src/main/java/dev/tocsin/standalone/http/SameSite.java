package dev.tocsin.standalone.http;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Keeps the pages of other sites from using a server on this machine through its user's browser. A name that somebody
/// else controls may come to mean this machine (DNS rebinding), so only names that cannot are served: `localhost`,
/// address
/// literals, and `names`; and what changes something must be JSON, which no other site's form can send unasked.
public record SameSite(Set<String> names) {

    public static final SameSite LOCAL = new SameSite(Set.of());

    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.]+]");
    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

    public Endpoint guard(Endpoint endpoint) {
        return request -> {
            if (!allows(request.header("Host"), request.header("Origin"))) {
                return Reply.problem(403, "Forbidden", "Only pages of this very address may ask here.");
            }
            if (request.method().equals("POST") && !request.isJson()) {
                return Reply.problem(415, "Unsupported media type", "Send JSON, as content type application/json.");
            }
            return endpoint.answer(request);
        };
    }

    boolean allows(@Nullable String host, @Nullable String origin) {
        if (host == null) {
            return false;
        }
        var name = PORT.matcher(host).replaceFirst("");
        var known = name.equals("localhost")
                || names.contains(name)
                || ADDRESS.matcher(name).matches();
        return known && (origin == null || origin.equals("http://" + host));
    }
}
