package dev.tocsin.incident.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The encodings of an answer that a reader accepts.
public final class Encodings {

    public static final String GZIP = "gzip";

    /// No encoding. Streams set it, because the server would hold back output that it compresses.
    public static final String NONE = "identity";

    /// An encoding with `q=0` is refused.
    private static final Pattern TAKE_GZIP = Pattern.compile(
            "(^|,)\\s*gzip\\s*(;\\s*q=(1(\\.0*)?|0\\.\\d*[1-9]\\d*))?\\s*(,|$)", Pattern.CASE_INSENSITIVE);

    private Encodings() {}

    /// Whether bytes that are already compressed can be sent. Over HTTP/2 they cannot: there the server takes the name
    /// of an encoding as an order to compress.
    public static boolean takeGzip(HttpServerRequest request) {
        return request.version() != HttpVersion.HTTP_2 && wantGzip(request);
    }

    /// Whether the reader accepts gzip at all.
    static boolean wantGzip(HttpServerRequest request) {
        return takeGzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING));
    }

    static boolean takeGzip(@Nullable String accepted) {
        return accepted != null && TAKE_GZIP.matcher(accepted).find();
    }
}
