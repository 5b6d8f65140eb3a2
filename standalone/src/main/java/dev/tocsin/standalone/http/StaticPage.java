package dev.tocsin.standalone.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// A page that is kept beside the class that serves it.
public final class StaticPage {

    private StaticPage() {}

    public static Reply of(Class<?> beside, String name) {
        try (var page = beside.getResourceAsStream(name)) {
            return Reply.html(new String(Objects.requireNonNull(page, name).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
