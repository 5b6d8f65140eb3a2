package dev.tocsin.support;

import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// A part of a service that fails where no resource class answers.
@Singleton
class FailingRoute {

    static final String PATH = "/fails";
    static final String SECRET = "jdbc:postgresql://db7.internal/tocsin";

    void fail(@Observes Router router) {
        router.get(PATH).handler(_ -> {
            throw new IllegalStateException(SECRET);
        });
    }
}
