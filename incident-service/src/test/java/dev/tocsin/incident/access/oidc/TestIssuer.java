package dev.tocsin.incident.access.oidc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A provider that lets everybody in as the person whom a test describes, and signs real tokens (RS256). It checks the
/// client's secret, PKCE and redirect URI. `PUT /control` takes a form with what to do otherwise than a good provider.
final class TestIssuer {

    static final String CLIENT = "tocsin";
    static final String SECRET = "a-secret-of-the-client";

    private static final int OK = 200;
    private static final Map<String, String> GOOD =
            Map.of("name", "jo", "groups", "tocsin-admin", "lives", "300", "away", "", "renews", "yes");

    private final ObjectMapper json = new ObjectMapper();
    private final KeyPair key = key();
    private final KeyPair otherKey = key();
    private final Map<String, Map<String, String>> requests = new ConcurrentHashMap<>();
    private final HttpServer server;
    private volatile Map<String, String> behaviour = GOOD;

    TestIssuer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            if (path.equals("/control")) {
                behaviour = new ConcurrentHashMap<>(GOOD);
                behaviour.putAll(form(body(exchange)));
                send(exchange, OK, "{}");
                return;
            }
            if (!behaviour.getOrDefault("away", "").isEmpty()) {
                send(exchange, 503, "{}");
                return;
            }
            switch (path) {
                case "/.well-known/openid-configuration" -> send(exchange, OK, json.writeValueAsString(discovery()));
                case "/jwks" -> send(exchange, OK, json.writeValueAsString(Map.of("keys", List.of(publicKey()))));
                case "/authorize" ->
                    authorize(exchange, form(exchange.getRequestURI().getRawQuery()));
                case "/token" -> token(exchange, form(body(exchange)));
                default -> send(exchange, 404, "{}");
            }
        }
    }

    private Map<String, Object> discovery() {
        return Map.of(
                "issuer",
                address(),
                "authorization_endpoint",
                address() + "/authorize",
                "token_endpoint",
                address() + "/token",
                "jwks_uri",
                address() + "/jwks",
                "end_session_endpoint",
                address() + "/end",
                "response_types_supported",
                List.of("code"),
                "subject_types_supported",
                List.of("public"),
                "id_token_signing_alg_values_supported",
                List.of("RS256"));
    }

    private Map<String, String> publicKey() {
        var rsa = (RSAPublicKey) key.getPublic();
        return Map.of(
                "kty",
                "RSA",
                "use",
                "sig",
                "alg",
                "RS256",
                "kid",
                "one",
                "n",
                text(rsa.getModulus()),
                "e",
                text(rsa.getPublicExponent()));
    }

    private static String text(BigInteger number) {
        var bytes = number.toByteArray();
        return base64(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private void authorize(HttpExchange exchange, Map<String, String> request) throws IOException {
        if (!CLIENT.equals(request.get("client_id")) || !"S256".equals(request.get("code_challenge_method"))) {
            send(exchange, 400, "{}");
            return;
        }
        var code = UUID.randomUUID().toString();
        requests.put(code, request);
        exchange.getResponseHeaders()
                .set(
                        "Location",
                        "%s?code=%s&state=%s"
                                .formatted(
                                        request.get("redirect_uri"),
                                        code,
                                        URLEncoder.encode(request.getOrDefault("state", ""), UTF_8)));
        exchange.sendResponseHeaders(302, -1);
    }

    private void token(HttpExchange exchange, Map<String, String> form) throws IOException {
        var credentials = "Basic "
                + Base64.getEncoder()
                        .encodeToString("%s:%s".formatted(CLIENT, SECRET).getBytes(UTF_8));
        var request = "refresh_token".equals(form.get("grant_type"))
                ? renewed(form)
                : requests.remove(form.getOrDefault("code", ""));
        if (!credentials.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                || request == null
                || !isRedeemedRight(request, form)) {
            send(exchange, 400, "{\"error\": \"invalid_grant\"}");
            return;
        }
        send(
                exchange,
                OK,
                json.writeValueAsString(Map.of(
                        "id_token",
                        idToken(request.getOrDefault("nonce", "")),
                        "access_token",
                        UUID.randomUUID().toString(),
                        "refresh_token",
                        "renew-" + request.getOrDefault("nonce", ""),
                        "token_type",
                        "Bearer",
                        "expires_in",
                        300)));
    }

    private @Nullable Map<String, String> renewed(Map<String, String> form) {
        return "yes".equals(behaviour.get("renews"))
                ? Map.of("nonce", form.getOrDefault("refresh_token", "").replaceFirst("renew-", ""))
                : null;
    }

    private static boolean isRedeemedRight(Map<String, String> request, Map<String, String> form) {
        return form.containsKey("refresh_token")
                || (request.getOrDefault("redirect_uri", "").equals(form.get("redirect_uri"))
                        && sha256(form.getOrDefault("code_verifier", "")).equals(request.get("code_challenge")));
    }

    private String idToken(String nonce) {
        var now = Instant.now();
        var claims = Jwt.issuer(behaviour.getOrDefault("issuer", address()))
                .audience(behaviour.getOrDefault("audience", CLIENT))
                .subject("subject-of-" + behaviour.get("name"))
                .issuedAt(now.minusSeconds(600))
                .expiresAt(now.plusSeconds(Long.parseLong(behaviour.getOrDefault("lives", "300"))))
                .claim("nonce", behaviour.getOrDefault("nonce", nonce))
                .claim("preferred_username", behaviour.get("name"))
                .claim("scope", behaviour.getOrDefault("scope", "openid"))
                .claim(
                        "groups",
                        Arrays.asList(behaviour.getOrDefault("groups", "").split(" ", -1)));
        var signer = behaviour.containsKey("forged") ? otherKey : key;
        return claims.jws().keyId("one").sign(signer.getPrivate());
    }

    private static Map<String, String> form(String text) {
        return Arrays.stream(text.split("&", -1))
                .filter(entry -> entry.contains("="))
                .map(entry -> entry.split("=", 2))
                .collect(toMap(entry -> decoded(entry[0]), entry -> decoded(entry[1]), (first, _) -> first));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, UTF_8);
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String sha256(String text) {
        try {
            return base64(MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static KeyPair key() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
