package dev.tocsin.incident.notices.rest;

import dev.tocsin.incident.http.CachedValues;
import dev.tocsin.incident.notices.IncidentNotices;
import dev.tocsin.incident.notices.NotifierAnswer;
import dev.tocsin.incident.notices.NotifierAnswer.Rejected;
import dev.tocsin.incident.notices.NotifierAnswer.Success;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/// The notices of incidents by their results. However many operators look at an incident, it is asked once a second.
@ApplicationScoped
public class CountedNotices {

    private static final int MOST_INCIDENTS = 100;
    private static final int NOT_FOUND = 404;

    private final Notifier notifier;
    private final CachedValues<String, NotifierAnswer<IncidentNotices>> cached;

    CountedNotices(Notifier notifier, Clock clock) {
        this.notifier = notifier;
        this.cached = new CachedValues<>(MOST_INCIDENTS, clock, incident -> (_, _) -> read(incident));
    }

    public Uni<NotifierAnswer<IncidentNotices>> of(String incident) {
        return cached.at(incident).current();
    }

    /// notifier-service does not know an incident of which nobody was notified.
    private NotifierAnswer<IncidentNotices> read(String incident) {
        var answer = notifier.ask(api -> api.notices(incident));
        return answer instanceof Rejected<IncidentNotices> rejected && rejected.status() == NOT_FOUND
                ? new Success<>(IncidentNotices.none(incident))
                : answer;
    }
}
