package dev.tocsin.incident.notices.rest;

import static java.util.Objects.requireNonNullElse;

import dev.tocsin.incident.notices.NotifierAnswer;
import dev.tocsin.incident.notices.NotifierAnswer.Rejected;
import dev.tocsin.incident.notices.NotifierAnswer.Success;
import dev.tocsin.incident.notices.NotifierAnswer.Unreachable;
import dev.tocsin.incident.notices.NotifierTrouble;
import dev.tocsin.incident.notices.NotifierTrouble.TroubleKind;
import dev.tocsin.support.access.ActorHeader;
import dev.tocsin.support.access.Caller;
import dev.tocsin.support.kafka.Unavailability;
import dev.tocsin.support.problem.Problem.FieldError;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Sends requests to notifier-service, and turns whatever happens into an answer. A request takes at most some 4 s.
@ApplicationScoped
public class Notifier {

    private static final Logger LOG = Logger.getLogger(Notifier.class);

    /// A bound, so that a notifier that does not answer holds few of our threads.
    private static final int MOST_AT_ONCE = 8;

    /// The status after too many requests with wrong tokens from our address.
    private static final int TOO_MANY = 429;

    private final NotifierApi api;
    private final Caller caller;
    private final Clock clock;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private @Nullable NotifierTrouble standing;

    Notifier(@RestClient NotifierApi api, Caller caller, Clock clock) {
        this.api = api;
        this.caller = caller;
        this.clock = clock;
    }

    /// The problem of an answer, of which anything may be missing.
    private record ReceivedProblem(
            @Nullable String detail, @Nullable List<FieldError> errors) {}

    /// Only reads.
    public <T> NotifierAnswer<T> ask(Function<NotifierApi, T> request) {
        if (!places.tryAcquire()) {
            return new Unreachable<>(new NotifierTrouble(TroubleKind.BUSY, clock.instant()));
        }
        try {
            var content = request.apply(api);
            answered();
            return new Success<>(content);
        } catch (WebApplicationException e) {
            return rejected(e);
        } catch (ProcessingException e) {
            return unreachable(TroubleKind.SILENT, e);
        } finally {
            places.release();
        }
    }

    /// Changes something, in the name of the account that sent the request.
    public <T> NotifierAnswer<T> act(BiFunction<NotifierApi, String, T> request) {
        var actor = ActorHeader.of(caller.name());
        return ask(it -> request.apply(it, actor));
    }

    /// The same for a request whose answer has no content.
    public NotifierAnswer<Boolean> run(BiConsumer<NotifierApi, String> request) {
        return act((it, actor) -> {
            request.accept(it, actor);
            return true;
        });
    }

    private <T> NotifierAnswer<T> rejected(WebApplicationException e) {
        var status = e.getResponse().getStatus();
        var problem = problem(e);
        if (status == 401) {
            return unreachable(TroubleKind.TOKEN_REFUSED, e);
        }
        if (status >= 500 || status == TOO_MANY || status < 400 || problem == null || problem.detail() == null) {
            return unreachable(TroubleKind.FAILING, e);
        }
        answered();
        return new Rejected<>(status, problem.detail(), requireNonNullElse(problem.errors(), List.of()));
    }

    private static @Nullable ReceivedProblem problem(WebApplicationException e) {
        try {
            return e.getResponse().readEntity(ReceivedProblem.class);
        } catch (ProcessingException | WebApplicationException | IllegalStateException _) {
            return null;
        }
    }

    private synchronized void answered() {
        if (standing != null) {
            LOG.info("notifier-service answers again");
            standing = null;
        }
    }

    /// A trouble of another kind goes on from the first request that was not answered.
    private synchronized <T> Unreachable<T> unreachable(TroubleKind kind, Exception e) {
        var before = standing;
        var now = new NotifierTrouble(kind, before == null ? clock.instant() : before.since());
        if (!now.equals(before)) {
            LOG.warnf("%s (%s)", now.sentence(), Unavailability.firstLine(e));
        }
        standing = now;
        return new Unreachable<>(now);
    }
}
