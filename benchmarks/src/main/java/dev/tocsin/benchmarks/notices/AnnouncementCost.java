package dev.tocsin.benchmarks.notices;

import static java.util.Locale.ROOT;

import dev.tocsin.benchmarks.notices.Arrivals.ArrivalKind;
import dev.tocsin.benchmarks.suite.SuiteReport.Figure;
import java.util.List;

/// The cost of one notice to every subscriber.
///
/// @param incident the number of the incident; a cold service announces the first
/// @param notifierMillis processor time of the notifier until every step was on `tocsin.deliveries`
/// @param databaseMillis processor time of PostgreSQL until then
public record AnnouncementCost(
        int incident, ArrivalKind kind, Spread spread, long notifierMillis, long databaseMillis) {

    public List<Figure> figures() {
        var what = "incident %d%s, %s"
                .formatted(
                        incident, incident == 1 ? " (cold)" : "", kind == ArrivalKind.OPENED ? "opening" : "closing");
        return List.of(
                new Figure(what + ": notices a second", null, pace(), null),
                new Figure(
                        what + ": processor time for each, of the notifier and of PostgreSQL",
                        null,
                        String.format(ROOT, "%.2f ms and %.2f ms", each(notifierMillis), each(databaseMillis)),
                        null));
    }

    private String pace() {
        if (spread.arrived() == 0) {
            return "none came";
        }
        var pace = String.format(
                ROOT,
                "%,.0f; first after %.1f s, half after %.1f s, last after %.1f s",
                spread.perSecond(),
                spread.first(),
                spread.half(),
                spread.last());
        return spread.missing() == 0 ? pace : pace + String.format(ROOT, "; %,d never came", spread.missing());
    }

    private double each(long millis) {
        return spread.arrived() == 0 ? 0 : (double) millis / spread.arrived();
    }
}
