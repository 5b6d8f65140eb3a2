package dev.tocsin.incident.trust.readers;

import dev.tocsin.contract.Text;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.engine.uptime.Status;
import dev.tocsin.incident.trust.live.Times;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// The content of the picture in the preview of a link. Others keep previews for days, so each says of what
/// time it is.
///
/// @param name the name of the page
/// @param sentence the headline of a page, or the title of an incident
/// @param note the state of an incident, and the time
public record Card(String name, Status status, String sentence, String note) {

    private static final int MOST_IN_NAME = 60;
    private static final int MOST_IN_SENTENCE = 160;

    public Card {
        name = Text.brief(name, MOST_IN_NAME);
        sentence = Text.brief(sentence, MOST_IN_SENTENCE);
    }

    /// The card of a status. It stays the same for a minute while the status does.
    static Card of(CurrentStatus status, ZoneId zone, Instant now) {
        return new Card(
                status.name(),
                status.status(),
                status.headline(),
                "As of " + Times.exact(now.truncatedTo(ChronoUnit.MINUTES), zone));
    }

    /// @param incident as the public may read it
    public static Card of(IncidentSnapshot incident, String name, ZoneId zone) {
        var head = incident.incident();
        return new Card(
                name,
                status(incident),
                head.title(),
                "%s · %s".formatted(word(head.state()), Times.exact(incident.time(), zone)));
    }

    private static Status status(IncidentSnapshot incident) {
        if (!incident.incident().state().isOpen()) {
            return Status.UP;
        }
        return incident.cells().stream().anyMatch(cell -> cell.verdict() == Verdict.DOWN)
                ? Status.DOWN
                : Status.DEGRADED;
    }

    private static String word(IncidentState state) {
        return state.name().charAt(0) + state.name().substring(1).toLowerCase(Locale.ROOT);
    }
}
