package dev.tocsin.incident.http;

import dev.tocsin.support.http.BasePath;
import dev.tocsin.support.http.Site;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The URL at which readers reach the pages.
public final class ReadersSite {

    private static final String KEY = "tocsin.incident.url";

    private static final Set<String> OWN = Set.of(
            "api",
            "badge.svg",
            "badges",
            "brand",
            "cards",
            "cells",
            "heartbeats",
            "history",
            "history.atom",
            "history.rss",
            "incidents",
            "live",
            "maintenance",
            "maintenance.ics",
            "months",
            "ops",
            "static",
            "widget.js");

    private ReadersSite() {}

    /// @param url the URL at which readers reach the trust page; without it, the root of the host that they ask
    @Produces
    @Singleton
    static BasePath basePath(@ConfigProperty(name = "tocsin.incident.url") Optional<URI> url) {
        return of(url);
    }

    /// For code that is no bean, such as the functions of templates.
    public static BasePath configured() {
        return of(ConfigProvider.getConfig().getOptionalValue(KEY, URI.class));
    }

    private static BasePath of(Optional<URI> url) {
        return new BasePath(url.map(it -> new Site(it).path()).orElse(""), OWN);
    }
}
