package dev.tocsin.notifier.audit.http;

import dev.tocsin.notifier.audit.store.AuditedActionRepository;
import dev.tocsin.support.access.Caller;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/// Notes what the caller of the current request did.
@ApplicationScoped
public class ActionAudit {

    /// Callers choose some subjects, such as the filter of a replay.
    private static final int LONGEST_SUBJECT = 300;

    private final AuditedActionRepository actions;
    private final Caller caller;
    private final CurrentVertxRequest request;
    private final Clock clock;

    ActionAudit(AuditedActionRepository actions, Caller caller, CurrentVertxRequest request, Clock clock) {
        this.actions = actions;
        this.caller = caller;
        this.request = request;
        this.clock = clock;
    }

    /// Joins the caller's transaction, so that an action is stored with its entry or not at all.
    ///
    /// @param action such as `End silence`
    /// @param subject the id of the thing it was done to, or a description
    /// @param result such as `3 deliveries are due again`
    public void note(String action, String subject, String result) {
        var context = request.getCurrent();
        actions.add(
                clock.instant(),
                caller.name(),
                action,
                bounded(subject),
                result,
                context == null ? null : address(context));
    }

    private static String bounded(String subject) {
        return subject.length() <= LONGEST_SUBJECT ? subject : subject.substring(0, LONGEST_SUBJECT - 1) + "…";
    }

    static @Nullable String address(RoutingContext context) {
        var address = context.request().remoteAddress();
        return address == null ? null : address.hostAddress();
    }
}
