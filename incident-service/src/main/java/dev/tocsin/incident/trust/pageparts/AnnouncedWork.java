package dev.tocsin.incident.trust.pageparts;

import static java.util.Comparator.comparing;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.live.PublicWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Planned work in progress or to come; and for a while work that is over, with its result, so that it does not
/// vanish.
///
/// @param id the id of the window
/// @param where such as `Log in and API – North America`
/// @param prolongedFrom the end before the work was prolonged; null if it was not
/// @param isPublic whether customers can read about it
public record AnnouncedWork(
        String id,
        String title,
        String where,
        Instant startsAt,
        Instant endsAt,
        WorkStage stage,
        @Nullable Instant prolongedFrom,
        boolean isPublic) {

    public enum WorkStage {
        SCHEDULED,
        IN_PROGRESS,
        VERIFYING,
        COMPLETED,
        CANCELLED
    }

    /// The time for which work that is over stays, from its end or its cancellation.
    static final Duration STAYS = Duration.ofDays(1);

    private static final int MOST = 5;

    /// The next few, the earliest first, then work that is over; for the public only work on public components.
    public static List<AnnouncedWork> of(LiveView view, Audience audience, Instant now) {
        return of(view, cell -> isSeen(cell, view, audience), now);
    }

    /// Planned work on these cells alone.
    public static List<AnnouncedWork> of(LiveView view, Predicate<Cell> shown, Instant now) {
        return view.windows().values().stream()
                .filter(window -> isShown(window, now))
                .filter(window -> window.cells().stream().anyMatch(shown))
                .sorted(comparing(AnnouncedWork::hasEnded)
                        .thenComparing(WindowUpdated::startsAt)
                        .thenComparing(WindowUpdated::window))
                .limit(MOST)
                .map(window -> of(window, window.cells().stream().filter(shown).toList(), view))
                .toList();
    }

    /// A window as the public may see it.
    public static AnnouncedWork of(WindowUpdated window, LiveView view) {
        return of(window, window.cells(), view);
    }

    /// Whether the work was completed or cancelled.
    public boolean isOver() {
        return stage == WorkStage.COMPLETED || stage == WorkStage.CANCELLED;
    }

    private static boolean hasEnded(WindowUpdated window) {
        return switch (window.state()) {
            case SCHEDULED, IN_PROGRESS -> false;
            case COMPLETED, CANCELLED -> true;
        };
    }

    /// Cancelled work stays until its planned end at least, so that readers on that day see that it is cancelled.
    private static boolean isShown(WindowUpdated window, Instant now) {
        return switch (window.state()) {
            case SCHEDULED, IN_PROGRESS -> true;
            case COMPLETED -> now.isBefore(window.endsAt().plus(STAYS));
            case CANCELLED -> now.isBefore(window.time().plus(STAYS)) || now.isBefore(window.endsAt());
        };
    }

    private static AnnouncedWork of(WindowUpdated window, List<Cell> cells, LiveView view) {
        var components = cells.stream()
                .map(cell -> DisplayNames.component(view.catalog(), cell.component()))
                .distinct()
                .toList();
        var regions = cells.stream()
                .map(cell -> DisplayNames.region(view.catalog(), cell.region()))
                .distinct()
                .toList();
        return new AnnouncedWork(
                window.window(),
                window.title(),
                "%s – %s".formatted(DisplayNames.some(components), DisplayNames.some(regions)),
                window.startsAt(),
                window.endsAt(),
                stage(window),
                window.prolongedFrom(),
                PublicWindow.of(window, view.catalog()).isPresent());
    }

    private static WorkStage stage(WindowUpdated window) {
        return switch (window.state()) {
            case SCHEDULED -> WorkStage.SCHEDULED;
            case IN_PROGRESS -> window.verifyingSince() == null ? WorkStage.IN_PROGRESS : WorkStage.VERIFYING;
            case COMPLETED -> WorkStage.COMPLETED;
            case CANCELLED -> WorkStage.CANCELLED;
        };
    }

    private static boolean isSeen(Cell cell, LiveView view, Audience audience) {
        return audience == Audience.OPERATORS
                || view.catalog()
                        .component(cell.component())
                        .filter(ComponentDefined::isPublic)
                        .isPresent();
    }
}
