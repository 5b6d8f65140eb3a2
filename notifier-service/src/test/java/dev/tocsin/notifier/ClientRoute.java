package dev.tocsin.notifier;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Answers with the address from which limits see a request come.
@ApplicationScoped
class ClientRoute {

    void register(@Observes Router router) {
        router.get("/client")
                .handler(
                        context -> context.end(context.request().remoteAddress().hostAddress()));
    }
}
