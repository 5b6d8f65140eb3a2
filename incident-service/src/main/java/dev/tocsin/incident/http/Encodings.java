package dev.tocsin.incident.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// In which forms a reader takes an answer.
public final class Encodings {

    public static final String GZIP = "gzip";

    /// As it is; said by those who stream, for the server would hold back what it compresses.
    public static final String NONE = "identity";

    /// One with `q=0` is refused.
    private static final Pattern TAKE_GZIP = Pattern.compile(
            "(^|,)\\s*gzip\\s*(;\\s*q=(1(\\.0*)?|0\\.\\d*[1-9]\\d*))?\\s*(,|$)", Pattern.CASE_INSENSITIVE);

    private Encodings() {}

    /// Whether bytes that are compressed already can be sent. By HTTP/2 they cannot: there the server takes the name of
    /// an encoding as an order to compress them by it.
    public static boolean takeGzip(HttpServerRequest request) {
        return request.version() != HttpVersion.HTTP_2 && wantGzip(request);
    }

    /// Whether the reader takes it at all.
    static boolean wantGzip(HttpServerRequest request) {
        return takeGzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING));
    }

    static boolean takeGzip(@Nullable String accepted) {
        return accepted != null && TAKE_GZIP.matcher(accepted).find();
    }
}
