package dev.tocsin.standalone.http;

import dev.tocsin.stack.inbox.OwnNames;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Keeps the pages of other sites from using a server on this machine through its user's browser: only its own names
/// are served, and requests that change something must be JSON, which no other site's form can send unasked.
public record SameSite(OwnNames names) {

    public static final SameSite LOCAL = new SameSite(OwnNames.LOCAL);

    /// @param names further names by which it may be addressed
    public SameSite(Set<String> names) {
        this(new OwnNames(names));
    }

    public Endpoint guard(Endpoint endpoint) {
        return request -> {
            if (!allows(request.header("Host"), request.header("Origin"))) {
                return Reply.problem(403, "Forbidden", "Only pages of this address may send requests.");
            }
            if (request.method().equals("POST") && !request.isJson()) {
                return Reply.problem(415, "Unsupported media type", "Send JSON, as content type application/json.");
            }
            return endpoint.answer(request);
        };
    }

    boolean allows(@Nullable String host, @Nullable String origin) {
        return names.has(host) && (origin == null || origin.equals("http://" + host));
    }
}
