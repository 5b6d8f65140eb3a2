package dev.tocsin.incident.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/// What is told, in bytes that are kept, also as they are compressed: that costs more than all else of an answer.
public final class Document {

    private final byte[] bytes;
    private final byte[] compressed;
    private final String type;

    /// A weak one, since it is that of the compressed bytes too.
    private final EntityTag tag;

    private Document(byte[] bytes, String type) {
        this.bytes = bytes;
        this.compressed = compressed(bytes);
        this.type = type;
        this.tag = new EntityTag(digest(bytes), true);
    }

    public static Document of(byte[] bytes, String type) {
        return new Document(bytes.clone(), type);
    }

    public static Document of(String text, String type) {
        return new Document(text.getBytes(UTF_8), type);
    }

    /// For who keeps it elsewhere.
    public byte[] bytes() {
        return bytes.clone();
    }

    /// 304 when the reader has it already. Who answers with it has to be [io.quarkus.vertx.http.Compressed]: others are
    /// made to say that nothing is.
    public Response.ResponseBuilder answer(Request request, HttpServerRequest http) {
        var known = request.evaluatePreconditions(tag);
        return (known == null ? whole(http) : known).tag(tag).header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    }

    private Response.ResponseBuilder whole(HttpServerRequest http) {
        return Encodings.takeGzip(http)
                ? Response.ok(compressed, type).header(HttpHeaders.CONTENT_ENCODING, Encodings.GZIP)
                : Response.ok(bytes, type);
    }

    /// As above, where no resource class answers.
    void answer(RoutingContext context, String cacheControl) {
        var response = context.response();
        response.putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader(HttpHeaders.CACHE_CONTROL, cacheControl)
                .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        context.etag(tag.getValue());
        if (context.isFresh()) {
            response.setStatusCode(304).end();
        } else if (Encodings.takeGzip(context.request())) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, Encodings.GZIP).end(Buffer.buffer(compressed));
        } else {
            response.end(Buffer.buffer(bytes));
        }
    }

    private static byte[] compressed(byte[] bytes) {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
