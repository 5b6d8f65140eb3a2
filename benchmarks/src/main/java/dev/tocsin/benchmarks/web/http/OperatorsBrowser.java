package dev.tocsin.benchmarks.web.http;

import dev.tocsin.benchmarks.web.LoadTarget;
import dev.tocsin.benchmarks.web.OverviewSpeed.PageLoad;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.zip.GZIPInputStream;

/// Loads pages that only operators may see.
///
/// @param token the operator token
public record OperatorsBrowser(URI service, String token, HttpClient client) {

    public PageLoad load(String path) throws IOException, InterruptedException {
        var began = System.nanoTime();
        var answer = get(path);
        var firstByte = System.nanoTime() - began;
        byte[] sent;
        try (var body = answer.body()) {
            sent = body.readAllBytes();
        }
        var complete = System.nanoTime() - began;
        if (answer.statusCode() != 200) {
            throw new IOException("%s answered %d".formatted(path, answer.statusCode()));
        }
        return new PageLoad(Duration.ofNanos(firstByte), Duration.ofNanos(complete), length(answer, sent), sent.length);
    }

    private HttpResponse<InputStream> get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(service.resolve(path))
                .header("Accept", "text/html")
                .header("Accept-Encoding", LoadTarget.COMPRESSED)
                .header("Authorization", "Bearer " + token)
                .build();
        return client.send(request, BodyHandlers.ofInputStream());
    }

    private static long length(HttpResponse<?> answer, byte[] sent) throws IOException {
        if (!answer.headers().firstValue("Content-Encoding").orElse("").equals(LoadTarget.COMPRESSED)) {
            return sent.length;
        }
        try (var plain = new GZIPInputStream(new ByteArrayInputStream(sent))) {
            return plain.readAllBytes().length;
        }
    }
}
