package dev.tocsin.support.http;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/// Without TLS, only HTTP/1.1 is spoken.
///
/// Some clients, as that of the JDK, ask for a change to HTTP/2 unless they are told otherwise. The first answer after
/// such a change may never end if it is longer than 16 kB. Behind TLS, and behind a proxy, HTTP/2 is agreed upon
/// before.
@Singleton
class ClearText implements HttpServerOptionsCustomizer {

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(false);
    }
}
