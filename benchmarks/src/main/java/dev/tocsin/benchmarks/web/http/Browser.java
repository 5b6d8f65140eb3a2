package dev.tocsin.benchmarks.web.http;

import dev.tocsin.benchmarks.web.LoadTarget;
import dev.tocsin.benchmarks.web.PageWeight;
import dev.tocsin.benchmarks.web.PageWeight.WeighedPart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.zip.GZIPInputStream;

/// Loads a page with everything that it makes a browser load.
public record Browser(URI service, HttpClient client) {

    /// @param encoding that the browser accepts
    public PageWeight weigh(String path, String encoding) throws IOException, InterruptedException {
        var page = get(path, encoding);
        var parts = new ArrayList<WeighedPart>();
        parts.add(new WeighedPart(path, page.body().length));
        for (var loaded : PageWeight.loadedBy(text(page))) {
            parts.add(new WeighedPart(loaded, get(loaded, encoding).body().length));
        }
        return new PageWeight(parts);
    }

    public String read(String path) throws IOException, InterruptedException {
        return text(get(path, LoadTarget.COMPRESSED));
    }

    private HttpResponse<byte[]> get(String path, String encoding) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(service.resolve(path)).header("Accept-Encoding", encoding);
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> answer) throws IOException {
        if (answer.headers().firstValue("Content-Encoding").orElse("").equals(LoadTarget.COMPRESSED)) {
            try (var plain = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
                return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
