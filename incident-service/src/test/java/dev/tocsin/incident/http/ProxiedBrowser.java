package dev.tocsin.incident.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Reaches the service by a [ReverseProxy], follows no redirect, and keeps its cookies.
final class ProxiedBrowser implements AutoCloseable {

    /// Readers reach a proxy over TLS, so it gets secure cookies.
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL) {
        @Override
        public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) throws IOException {
            return super.get(URI.create(uri.toString().replaceFirst("^http:", "https:")), headers);
        }
    };

    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    record Answer(int status, String type, String body) {

        static Answer of(HttpResponse<?> answer, String body) {
            return new Answer(
                    answer.statusCode(),
                    answer.headers().firstValue("content-type").orElse(""),
                    body);
        }
    }

    /// Of a stream only its head.
    Answer open(ReverseProxy proxy, String path) throws IOException, InterruptedException {
        if (path.contains("/live?")) {
            var stream = client.send(request(proxy, path).build(), BodyHandlers.ofInputStream());
            stream.body().close();
            return Answer.of(stream, "");
        }
        var page = get(proxy, path);
        return Answer.of(page, page.body());
    }

    HttpResponse<String> get(ReverseProxy proxy, String path) throws IOException, InterruptedException {
        return client.send(request(proxy, path).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(ReverseProxy proxy, String path) {
        return HttpRequest.newBuilder(proxy.root().resolve(path)).header("Accept", "text/html,*/*");
    }

    HttpResponse<String> post(ReverseProxy proxy, String path, Map<String, String> form)
            throws IOException, InterruptedException {
        var body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return client.send(
                request(proxy, path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    List<HttpCookie> cookies() {
        return cookies.getCookieStore().getCookies();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
