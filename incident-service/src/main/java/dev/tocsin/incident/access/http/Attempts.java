package dev.tocsin.incident.access.http;

import dev.tocsin.incident.access.AttemptLimit;
import dev.tocsin.incident.problem.Problem;
import dev.tocsin.incident.problem.http.Problems;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;

/// Turns away, before any token is compared, whoever showed too many wrong ones.
@ApplicationScoped
class Attempts {

    static final String SIGN_IN = "/ops/sign-in/check";
    private static final int BEFORE_AUTHENTICATION = 300;

    private final AttemptLimit attempts;
    private final Clock clock;

    Attempts(AttemptLimit attempts, Clock clock) {
        this.attempts = attempts;
        this.clock = clock;
    }

    static String address(RoutingContext context) {
        var address = context.request().remoteAddress();
        return address == null ? "" : String.valueOf(address.hostAddress());
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_AUTHENTICATION);
    }

    private void check(RoutingContext context) {
        var wait = showsToken(context) ? attempts.wait(address(context), clock.instant()) : java.time.Duration.ZERO;
        if (!wait.isPositive()) {
            context.next();
            return;
        }
        var seconds = wait.toSeconds() + 1;
        context.response()
                .setStatusCode(429)
                .putHeader(HttpHeaderNames.CONTENT_TYPE, Problems.MEDIA_TYPE)
                .putHeader(HttpHeaderNames.RETRY_AFTER, Long.toString(seconds))
                .end(Problems.json(Problem.of(
                        429,
                        "Too many wrong tokens",
                        "Too many wrong operator tokens came from this address. Try again in %d s."
                                .formatted(seconds))));
    }

    private static boolean showsToken(RoutingContext context) {
        var isSignIn = HttpMethod.POST.equals(context.request().method())
                && SIGN_IN.equals(context.request().path());
        return isSignIn || BearerMechanism.token(context) != null;
    }
}
