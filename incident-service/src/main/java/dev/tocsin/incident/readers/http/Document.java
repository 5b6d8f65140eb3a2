package dev.tocsin.incident.readers.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.incident.problem.Problem;
import dev.tocsin.incident.problem.http.Problems;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What is told, in bytes that are kept.
public final class Document {

    private static final String MAX_AGE = "public, max-age=10";

    private final byte[] bytes;
    private final String type;

    /// A weak one, since the bytes on the wire may be compressed.
    private final EntityTag tag;

    private Document(byte[] bytes, String type) {
        this.bytes = bytes;
        this.type = type;
        this.tag = new EntityTag(digest(bytes), true);
    }

    static Document of(byte[] bytes, String type) {
        return new Document(bytes, type);
    }

    static Document of(String text, String type) {
        return of(text.getBytes(UTF_8), type);
    }

    /// For who keeps it elsewhere.
    public byte[] bytes() {
        return bytes.clone();
    }

    /// 304 when the reader has it already.
    Response answer(Request request) {
        var known = request.evaluatePreconditions(tag);
        var answer = known == null ? Response.ok(bytes, type) : known;
        return open(answer.tag(tag).header(HttpHeaders.CACHE_CONTROL, MAX_AGE)).build();
    }

    /// A problem that scripts of other sites may read too.
    static Response problem(Problem problem) {
        return open(Problems.builder(problem)).build();
    }

    static Response.ResponseBuilder open(Response.ResponseBuilder answer) {
        return answer.header("Access-Control-Allow-Origin", "*");
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
