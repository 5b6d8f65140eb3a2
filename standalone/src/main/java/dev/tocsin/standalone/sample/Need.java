package dev.tocsin.standalone.sample;

import dev.tocsin.contract.Cell;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Another cell that a cell calls, over HTTP, before it answers.
record Need(Cell cell, URI address, Duration timeout, HttpClient client) {

    /// Asks all needs at once; empty when all work.
    static List<String> troubles(List<Need> needs) {
        var asked = needs.stream().map(Need::ask).toList();
        return asked.stream().flatMap(answer -> answer.join().stream()).toList();
    }

    private CompletableFuture<Optional<String>> ask() {
        var request = HttpRequest.newBuilder(address).timeout(timeout).build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .thenApply(response -> response.statusCode() == 200
                        ? Optional.<String>empty()
                        : Optional.of("%s answered %d".formatted(cell, response.statusCode())))
                .exceptionally(failure -> Optional.of("%s %s".formatted(cell, inWords(failure))));
    }

    private String inWords(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return switch (cause) {
            case HttpTimeoutException _ -> "did not answer within %d ms".formatted(timeout.toMillis());
            case ConnectException _ -> "refused the connection";
            default -> "broke the connection";
        };
    }
}
