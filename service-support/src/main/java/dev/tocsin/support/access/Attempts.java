package dev.tocsin.support.access;

import dev.tocsin.support.problem.Problem;
import dev.tocsin.support.problem.Problems;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.security.spi.runtime.AuthenticationFailureEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Rejects passwords and wrong tokens from addresses that showed too many wrong ones. A right token is never rejected.
@ApplicationScoped
class Attempts {

    private static final int BEFORE_AUTHENTICATION = 300;

    private final AttemptLimit attempts;
    private final BearerTokens tokens;
    private final Clock clock;
    private final Optional<String> signIn;

    Attempts(
            AttemptLimit attempts,
            BearerTokens tokens,
            Clock clock,
            @ConfigProperty(name = "quarkus.http.auth.form.post-location") Optional<String> signIn) {
        this.attempts = attempts;
        this.tokens = tokens;
        this.clock = clock;
        this.signIn = signIn;
    }

    /// Counts a wrong password or token. A session that has ended is neither.
    void count(@Observes AuthenticationFailureEvent failure) {
        if (failure.getEventProperties().get(RoutingContext.class.getName()) instanceof RoutingContext context
                && showsSecret(context)) {
            attempts.failed(address(context), clock.instant());
        }
    }

    private static String address(RoutingContext context) {
        var address = context.request().remoteAddress();
        return address == null ? "" : String.valueOf(address.hostAddress());
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_AUTHENTICATION);
    }

    private void check(RoutingContext context) {
        var wait = showsSecret(context) ? attempts.wait(address(context), clock.instant()) : Duration.ZERO;
        if (!wait.isPositive() || showsRightToken(context)) {
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
                        "Too Many Requests",
                        "Too many wrong passwords or tokens came from this address. Try again in %d s."
                                .formatted(seconds))));
    }

    private boolean showsRightToken(RoutingContext context) {
        var token = BearerMechanism.token(context);
        return token != null && tokens.holder(token).isPresent();
    }

    private boolean showsSecret(RoutingContext context) {
        var isSignIn = HttpMethod.POST.equals(context.request().method())
                && signIn.filter(context.request().path()::equals).isPresent();
        return isSignIn || BearerMechanism.token(context) != null;
    }
}
