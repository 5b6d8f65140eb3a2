package dev.tocsin.incident.dashboard.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertRaised;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.CellStates;
import dev.tocsin.incident.trust.live.CellView;
import dev.tocsin.incident.trust.live.Incidents;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.pagestream.PageFeed;
import dev.tocsin.incident.trust.pagestream.PictureDifference;
import dev.tocsin.incident.vantagepoint.VantagePointView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Renders each thing as JSON, under its kind: `cell`, `incident`, `vantage-point`, `operator-alert`, `clock`.
///
/// A thing that no longer exists is announced by its key and `"gone": true`.
public record JsonTeller(Audience audience, ObjectMapper mapper) implements PageFeed<SequencedMap<String, Object>> {

    /// @param asOf the time at which the published state was true; null before anything was received
    /// @param fresh whether detection makes progress
    public record ClockView(@Nullable Instant asOf, boolean fresh) {}

    private record CellsByKey(Audience audience) implements CellStates.Derivation<SequencedMap<String, CellView>> {

        @Override
        public SequencedMap<String, CellView> from(CellStates states) {
            var cells = new LinkedHashMap<String, CellView>();
            CellView.all(states, audience).forEach(cell -> cells.put("cell/" + cell.cell(), cell));
            return cells;
        }
    }

    @Override
    public SequencedMap<String, Object> picture(LiveView view, Instant now) {
        var things = new LinkedHashMap<String, Object>();
        things.put("clock/", new ClockView(view.asOf().orElse(null), view.isFresh(now)));
        things.putAll(view.cells().derived(new CellsByKey(audience)));
        Incidents.of(view, audience).reversed().forEach(incident -> things.put("incident/" + incident.key(), incident));
        if (audience == Audience.OPERATORS) {
            VantagePointView.all(view, now)
                    .forEach(point -> things.put("vantage-point/" + point.vantagePoint(), point));
            view.alerts().values().stream()
                    .sorted(Comparator.comparing(AlertRaised::time).thenComparing(AlertRaised::subject))
                    .forEach(alert -> things.put("operator-alert/" + alert.subject(), alert));
        }
        return things;
    }

    @Override
    public SequencedMap<String, Object> parts(SequencedMap<String, Object> picture) {
        return picture;
    }

    @Override
    public List<Said> say(SequencedMap<String, Object> picture, PictureDifference difference, Instant now) {
        var all = new ArrayList<Said>();
        difference.changed().forEach((key, thing) -> all.add(new Said(kind(key), json(thing))));
        difference
                .gone()
                .forEach(key -> all.add(new Said(
                        kind(key), json(Map.of("key", key.substring(kind(key).length() + 1), "gone", true)))));
        return all;
    }

    private static String kind(String key) {
        return key.substring(0, key.indexOf('/'));
    }

    private String json(Object thing) {
        try {
            return mapper.writeValueAsString(thing);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON: " + thing, e);
        }
    }
}
