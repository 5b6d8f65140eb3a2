package dev.tocsin.notifier.audit.http;

import dev.tocsin.notifier.audit.store.AuditedActionRepository;
import dev.tocsin.support.access.AttemptLimit;
import dev.tocsin.support.access.BearerMechanism;
import dev.tocsin.support.access.Caller;
import dev.tocsin.support.kafka.Unavailability;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.spi.runtime.AuthorizationFailureEvent;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notes tokens that a door refused: unknown ones, and those that lack its scope.
///
/// Programs try again and again, and anybody can show wrong tokens, so entries are limited within [#WINDOW]: one for
/// each request line of a holder, and [#MOST_OF_A_HOLDER] in all.
@ApplicationScoped
public class RefusedTokens {

    private static final int MOST_OF_A_HOLDER = 30;
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int LONGEST_PATH = 200;
    private static final String UNKNOWN = "an unknown token";
    private static final Logger LOG = LoggerFactory.getLogger(RefusedTokens.class);

    private final AttemptLimit ofRequestLine = new AttemptLimit(1, WINDOW);
    private final AttemptLimit ofHolder = new AttemptLimit(MOST_OF_A_HOLDER, WINDOW);
    private final AuditedActionRepository actions;
    private final Caller caller;
    private final CurrentVertxRequest request;
    private final Clock clock;

    RefusedTokens(AuditedActionRepository actions, Caller caller, CurrentVertxRequest request, Clock clock) {
        this.actions = actions;
        this.caller = caller;
        this.request = request;
        this.clock = clock;
    }

    void note(@ObservesAsync AuthorizationFailureEvent refusal) {
        if (refusal.getEventProperties().get(RoutingContext.class.getName()) instanceof RoutingContext context
                && BearerMechanism.token(context) != null) {
            note(holder(refusal.getSecurityIdentity()), context);
        }
    }

    private static String holder(@Nullable SecurityIdentity identity) {
        return identity == null || identity.isAnonymous()
                ? UNKNOWN
                : identity.getPrincipal().getName();
    }

    /// Notes that the caller of the current request lacks a scope. It stays noted if the caller's transaction is rolled
    /// back.
    public void noteCaller() {
        var context = request.getCurrent();
        if (context != null) {
            note(caller.name(), context);
        }
    }

    private void note(String holder, RoutingContext context) {
        var path = context.normalizedPath();
        var line = context.request().method() + " " + path.substring(0, Math.min(path.length(), LONGEST_PATH));
        var now = clock.instant();
        if (!isNew(holder, line, now)) {
            return;
        }
        var result = holder.equals(UNKNOWN) ? "Refused: nobody knows it" : "Refused: it lacks the scope";
        try {
            QuarkusTransaction.requiringNew()
                    .run(() -> actions.add(now, holder, "Use token", line, result, ActionAudit.address(context)));
        } catch (RuntimeException e) {
            LOG.warn("The audit log lacks that {} was refused to {}: {}", line, holder, Unavailability.firstLine(e));
        }
    }

    private synchronized boolean isNew(String holder, String line, Instant now) {
        var key = holder + " " + line;
        if (ofRequestLine.wait(key, now).isPositive()
                || ofHolder.wait(holder, now).isPositive()) {
            return false;
        }
        ofRequestLine.failed(key, now);
        ofHolder.failed(holder, now);
        return true;
    }
}
