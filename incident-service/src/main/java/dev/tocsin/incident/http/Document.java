package dev.tocsin.incident.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
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
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/// An answer's content as bytes, plain and compressed; both are kept, since compressing costs more than all the rest.
public final class Document {

    private final Buffer plain;
    private final Buffer compressed;
    private final String type;

    /// A weak tag, since it also stands for the compressed bytes.
    private final EntityTag tag;

    private Document(byte[] bytes, String type) {
        this.plain = Buffer.buffer(bytes);
        this.compressed = Buffer.buffer(compressed(bytes));
        this.type = type;
        this.tag = new EntityTag(digest(bytes), true);
    }

    public static Document of(byte[] bytes, String type) {
        return new Document(bytes, type);
    }

    public static Document of(String text, String type) {
        return new Document(text.getBytes(UTF_8), type);
    }

    /// For code that keeps the content elsewhere.
    public byte[] bytes() {
        return plain.getBytes();
    }

    /// Answers with the document as soon as it is made, without a resource class between, which would copy its bytes
    /// for each reader. When the document cannot be made, the resource class is left to say why.
    ///
    /// @param headers further headers of the answer
    public static void answer(RoutingContext context, Uni<Document> document, Map<String, String> headers) {
        var here = context.vertx().getOrCreateContext();
        document.subscribe()
                .with(
                        made -> here.runOnContext(_ -> made.answer(context, headers)),
                        _ -> here.runOnContext(_ -> context.next()));
    }

    void answer(RoutingContext context, Map<String, String> headers) {
        var response = context.response();
        headers.forEach(response::putHeader);
        response.putHeader(HttpHeaders.ETAG, "W/\"%s\"".formatted(tag.getValue()))
                .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (Validators.isKnown(tag.getValue(), context.request().headers().getAll(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, type);
        if (Encodings.wantGzip(context.request())) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, Encodings.GZIP);
        }
        response.end(Encodings.takeGzip(context.request()) ? compressed : plain);
    }

    /// The same from a resource class; 304 when the reader has the document already. The resource method has to be
    /// [io.quarkus.vertx.http.Compressed]: other answers are made to say that nothing is compressed.
    public Response.ResponseBuilder answer(Request request, HttpServerRequest http) {
        var known = request.evaluatePreconditions(tag);
        return (known == null ? whole(http) : known).tag(tag).header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    }

    private Response.ResponseBuilder whole(HttpServerRequest http) {
        return Encodings.takeGzip(http)
                ? Response.ok(compressed.getBytes(), type).header(HttpHeaders.CONTENT_ENCODING, Encodings.GZIP)
                : Response.ok(plain.getBytes(), type);
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
