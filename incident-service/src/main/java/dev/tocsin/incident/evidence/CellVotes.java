package dev.tocsin.incident.evidence;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.tocsin.contract.Vote;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.contract.status.StatusChanged.CountedVote;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.engine.uptime.Status;
import dev.tocsin.incident.trust.live.LiveView;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The votes that decided the last change of a cell's status, by vantage point.
///
/// @param points the worst vote of each vantage point, the worst first
public record CellVotes(StatusChanged change, Status status, List<PointVote> points) {

    private static final int MOST_CELLS = 10;

    /// @param name the name of the vantage point
    /// @param checks the ids of the checks that it voted so on
    /// @param error the fault that it saw, such as `refused`; null for none
    public record PointVote(
            String name,
            Status status,
            List<String> checks,
            @Nullable String error,
            Instant since) {}

    /// The affected cells of which a status is known, at most ten, in the order of the incident.
    public static List<CellVotes> of(IncidentSnapshot incident, LiveView view) {
        return incident.cells().stream()
                .flatMap(impact -> view.status(impact.cell()).stream())
                .limit(MOST_CELLS)
                .map(change -> of(change, view.catalog()))
                .toList();
    }

    private static CellVotes of(StatusChanged change, Catalog catalog) {
        var byPoint = change.votes().stream().collect(groupingBy(CountedVote::vantagePoint, TreeMap::new, toList()));
        return new CellVotes(
                change,
                Status.of(change.verdict()),
                byPoint.entrySet().stream()
                        .map(point -> point(DisplayNames.vantagePoint(catalog, point.getKey()), point.getValue()))
                        .sorted(Comparator.comparingInt(
                                (PointVote point) -> point.status().rank()))
                        .toList());
    }

    private static PointVote point(String name, List<CountedVote> votes) {
        var worst = votes.stream()
                .map(CountedVote::vote)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        var decisive = votes.stream().filter(vote -> vote.vote() == worst).toList();
        return new PointVote(
                name,
                status(worst),
                decisive.stream().map(CountedVote::check).sorted().toList(),
                decisive.stream()
                        .flatMap(vote -> Stream.ofNullable(vote.error()))
                        .map(error -> error.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .findFirst()
                        .orElse(null),
                decisive.stream()
                        .map(CountedVote::since)
                        .min(Comparator.naturalOrder())
                        .orElseThrow());
    }

    private static Status status(Vote vote) {
        return switch (vote) {
            case UP -> Status.UP;
            case DEGRADED -> Status.DEGRADED;
            case DOWN -> Status.DOWN;
        };
    }
}
