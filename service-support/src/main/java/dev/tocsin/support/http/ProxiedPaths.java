package dev.tocsin.support.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Serves a service below the path at which readers reach it, behind any proxy: the path is removed from requests
/// where the proxy has left it, and added to redirects and cookies. Redirects are paths, so that the proxy need not
/// say which scheme and host its readers use.
@Singleton
class ProxiedPaths {

    /// Before every filter that looks at the path, such as authentication.
    private static final int PRIORITY = 1_000;

    private static final String SET_COOKIE = "set-cookie";
    private static final String STRIPPED = ProxiedPaths.class.getName();
    private static final Pattern COOKIE_PATH = Pattern.compile("(?i)(;\\s*path=)(/[^;]*)");

    void serve(@Observes Filters filters, Instance<BasePath> base) {
        if (base.isResolvable()) {
            var path = base.get();
            filters.register(context -> receive(context, path), PRIORITY);
        }
    }

    private static void receive(RoutingContext context, BasePath base) {
        var asked = context.request().path();
        var path = asked == null ? null : base.without(asked);
        if (path != null && !path.equals(asked) && context.get(STRIPPED) == null) {
            context.put(STRIPPED, true);
            var query = context.request().query();
            context.reroute(query == null ? path : path + "?" + query);
            return;
        }
        context.addHeadersEndHandler(_ -> answer(context, base));
        context.next();
    }

    private static void answer(RoutingContext context, BasePath base) {
        var headers = context.response().headers();
        var location = ownPath(context, headers.get(HttpHeaders.LOCATION));
        if (location != null) {
            headers.set(HttpHeaders.LOCATION, base.below(location));
        }
        if (base.prefix().isEmpty()) {
            return;
        }
        var cookies = headers.getAll(SET_COOKIE);
        if (!cookies.isEmpty()) {
            headers.set(
                    SET_COOKIE,
                    cookies.stream().map(cookie -> below(cookie, base)).toList());
        }
        for (var cookie : context.request().cookies()) {
            var path = cookie.getPath();
            if (path != null) {
                cookie.setPath(cookiePath(path, base));
            }
        }
    }

    private static String below(String cookie, BasePath base) {
        return COOKIE_PATH
                .matcher(cookie)
                .replaceFirst(path -> Matcher.quoteReplacement(path.group(1) + cookiePath(path.group(2), base)));
    }

    /// Without a slash at the end, so that the cookie applies to the prefix itself too.
    private static String cookiePath(String path, BasePath base) {
        return path.equals("/") ? base.prefix() : base.below(path);
    }

    /// The location as a path of this service; null for another site's location, and where there is none.
    private static @Nullable String ownPath(RoutingContext context, @Nullable String location) {
        if (location == null) {
            return null;
        }
        var request = context.request();
        var self = "%s://%s".formatted(request.scheme(), request.authority());
        var path = location.startsWith(self) ? location.substring(self.length()) : location;
        return path.startsWith("/") && !path.startsWith("//") ? path : null;
    }
}
