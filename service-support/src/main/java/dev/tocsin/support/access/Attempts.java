package dev.tocsin.support.access;

import dev.tocsin.support.problem.Problem;
import dev.tocsin.support.problem.Problems;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Rejects tokens from addresses that showed too many wrong ones, before any token is compared.
@ApplicationScoped
class Attempts {

    private static final int BEFORE_AUTHENTICATION = 300;

    private final AttemptLimit attempts;
    private final Clock clock;
    private final Optional<String> signIn;

    Attempts(
            AttemptLimit attempts,
            Clock clock,
            @ConfigProperty(name = "quarkus.http.auth.form.post-location") Optional<String> signIn) {
        this.attempts = attempts;
        this.clock = clock;
        this.signIn = signIn;
    }

    static String address(RoutingContext context) {
        var address = context.request().remoteAddress();
        return address == null ? "" : String.valueOf(address.hostAddress());
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_AUTHENTICATION);
    }

    private void check(RoutingContext context) {
        var wait = showsToken(context) ? attempts.wait(address(context), clock.instant()) : Duration.ZERO;
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

    private boolean showsToken(RoutingContext context) {
        var isSignIn = HttpMethod.POST.equals(context.request().method())
                && signIn.filter(context.request().path()::equals).isPresent();
        return isSignIn || BearerMechanism.token(context) != null;
    }
}
