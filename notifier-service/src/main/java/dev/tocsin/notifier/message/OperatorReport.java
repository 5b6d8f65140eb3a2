package dev.tocsin.notifier.message;

import dev.tocsin.contract.Severity;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentSnapshot.OutageSummary;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.incident.Reach;
import dev.tocsin.contract.incident.Suspect;
import dev.tocsin.contract.incident.Suspect.Confidence;
import dev.tocsin.contract.incident.Suspect.SuspectKind;
import dev.tocsin.notifier.message.IncidentReport.TouchedCell;
import dev.tocsin.notifier.subscription.OperatorCatalog;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The content of notices of an incident to operators, as of one of its events. It names internal things.
///
/// @param cells the cells that the incident touches, the worst first, at most [IncidentReport#MOST_CELLS]
/// @param components the names of their components; none before [#named]
/// @param allCells the number of all these cells
/// @param onset when the trouble of this episode began
/// @param endedAt null while it is open
/// @param cause the likeliest suspect, or null
/// @param acknowledgedBy the person who acknowledged it, or null
public record OperatorReport(
        String incident,
        long number,
        int episode,
        String title,
        IncidentState state,
        Severity severity,
        List<String> regions,
        List<TouchedCell> cells,
        List<String> components,
        int allCells,
        Instant onset,
        @Nullable Instant endedAt,
        Instant at,
        @Nullable SuspectedCause cause,
        Reach reach,
        @Nullable String acknowledgedBy)
        implements Report {

    private static final String ABOUT = "operators/";
    private static final int LONGEST_CAUSE = 300;

    /// @param title one line
    public record SuspectedCause(SuspectKind kind, String title, Confidence confidence) {}

    /// @param before the report of an earlier snapshot, or null
    public static OperatorReport of(IncidentSnapshot snapshot, @Nullable OperatorReport before) {
        var head = snapshot.incident();
        var worst = snapshot.cells().stream().limit(IncidentReport.MOST_CELLS).toList();
        return new OperatorReport(
                head.id(),
                head.number(),
                head.episode(),
                head.title(),
                head.state(),
                head.severity(),
                head.regions(),
                worst.stream()
                        .map(impact -> new TouchedCell(impact.cell(), impact.verdict()))
                        .toList(),
                List.of(),
                snapshot.allCells(),
                onset(snapshot, before),
                head.state().isOpen() ? null : snapshot.resolvedAt(),
                snapshot.time(),
                snapshot.suspects().stream()
                        .findFirst()
                        .map(OperatorReport::cause)
                        .orElse(null),
                snapshot.reach(),
                snapshot.acknowledgedBy());
    }

    /// The same with the names of the components.
    public OperatorReport named(OperatorCatalog catalog) {
        return new OperatorReport(
                incident,
                number,
                episode,
                title,
                state,
                severity,
                regions,
                cells,
                cells.stream()
                        .map(touched -> catalog.componentName(touched.cell().component()))
                        .distinct()
                        .toList(),
                allCells,
                onset,
                endedAt,
                at,
                cause,
                reach,
                acknowledgedBy);
    }

    /// A snapshot has the outages of all episodes; those of earlier ones have ended.
    private static Instant onset(IncidentSnapshot snapshot, @Nullable OperatorReport before) {
        var episode = snapshot.incident().episode();
        return snapshot.outages().stream()
                .filter(outage -> outage.endedAt() == null)
                .map(OutageSummary::onset)
                .min(Comparator.naturalOrder())
                .or(() -> Optional.ofNullable(before)
                        .filter(known -> known.episode() == episode)
                        .map(OperatorReport::onset))
                .orElse(episode == 1 ? snapshot.startedAt() : snapshot.time());
    }

    private static SuspectedCause cause(Suspect suspect) {
        var title = suspect.title();
        return new SuspectedCause(
                suspect.kind(),
                title.length() <= LONGEST_CAUSE ? title : title.substring(0, LONGEST_CAUSE - 1) + "…",
                suspect.confidence());
    }

    /// The incident of a notice, from the value that [#about] returns for it.
    public static String incident(String about) {
        return about.substring(ABOUT.length());
    }

    public static boolean isAbout(String about) {
        return about.startsWith(ABOUT);
    }

    /// Not the incident itself: what customers and what operators are notified of has an order, a ledger and ids of its
    /// own.
    @Override
    public String about() {
        return ABOUT + incident;
    }

    @Override
    public String path() {
        return "/ops/incident?id=" + incident;
    }
}
