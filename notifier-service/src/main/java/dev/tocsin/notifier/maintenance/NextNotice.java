package dev.tocsin.notifier.maintenance;

import static dev.tocsin.contract.delivery.MaintenanceStage.ANNOUNCED;
import static dev.tocsin.contract.delivery.MaintenanceStage.CANCELLED;
import static dev.tocsin.contract.delivery.MaintenanceStage.CHANGED;
import static dev.tocsin.contract.delivery.MaintenanceStage.COMPLETED;
import static dev.tocsin.contract.delivery.MaintenanceStage.REMINDED;
import static dev.tocsin.contract.delivery.MaintenanceStage.STARTED;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.delivery.MaintenanceStage;
import dev.tocsin.contract.delivery.NoticeKind;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.notifier.message.MaintenanceReport;
import dev.tocsin.notifier.message.MaintenanceReport.WindowTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The next notice of planned work to a subscriber, and the [LastNotice] that the subscriber has then.
///
/// ```
///             72 h before          24 h before            starts            ends
///   nothing ─────────────▶ announced ────────▶ reminded ────────▶ started ──────▶ completed
///                                 └───────────────┴────────┬─────────┘
///                                                          └──────▶ cancelled ──▶ announced, planned again
/// ```
///
/// A subscriber who confirms later is notified of the current stage at once: announced, or started. A stage that was
/// skipped in the meantime is not announced late, and a subscriber who got no notice of work that is over gets none
/// any more.
///
/// @param before the times that were announced last, if they have changed since; null otherwise
public record NextNotice(
        MaintenanceStage says,
        LastNotice then,
        NoticeKind kind,
        @Nullable WindowTimes before) {

    public static final Duration ANNOUNCED_BEFORE = Duration.ofDays(3);
    private static final Duration REMINDED_BEFORE = Duration.ofDays(1);

    /// The notice to a subscriber whom this window touches, and who got no notice of it yet.
    public static Optional<NextNotice> first(WindowUpdated window, Instant now) {
        return first(window, 1, now);
    }

    /// The notice to a subscriber who got a notice of this window before.
    ///
    /// @param touched whether the window still touches the subscriber; if not, only its end is announced
    public static Optional<NextNotice> next(WindowUpdated window, LastNotice told, boolean touched, Instant now) {
        return switch (window.state()) {
            case CANCELLED -> ending(window, told, CANCELLED);
            case COMPLETED -> ending(window, told, COMPLETED);
            case SCHEDULED, IN_PROGRESS -> touched ? standing(window, told, now) : Optional.empty();
        };
    }

    private static Optional<NextNotice> standing(WindowUpdated window, LastNotice told, Instant now) {
        return switch (told.stage()) {
            case ANNOUNCED, REMINDED, CHANGED, STARTED ->
                window.state() == WindowState.SCHEDULED ? scheduled(window, told, now) : inProgress(window, told, now);
            case CANCELLED -> first(window, told.episode() + 1, now);
            case COMPLETED -> Optional.empty();
        };
    }

    /// Whether the notice also goes to subscribers who want only the first and the last one: a time that was announced
    /// to them may not turn out to be wrong.
    public boolean isNeeded() {
        return kind != NoticeKind.UPDATE || before != null;
    }

    /// The content of the notice.
    ///
    /// @param number the number of the notice within its window
    /// @param cells the public cells of the window
    public MaintenanceReport report(WindowUpdated window, long number, List<Cell> cells, Instant now) {
        var byTheClock = says == ANNOUNCED || says == REMINDED;
        return new MaintenanceReport(
                window.window(),
                number,
                says,
                window.title(),
                window.state(),
                cells.stream().limit(MaintenanceReport.MOST_CELLS).toList(),
                cells.size(),
                window.startsAt(),
                window.endsAt(),
                before,
                byTheClock ? now.truncatedTo(ChronoUnit.MILLIS) : window.time());
    }

    private static Optional<NextNotice> first(WindowUpdated window, int episode, Instant now) {
        var says = switch (window.state()) {
            case SCHEDULED -> isWithin(ANNOUNCED_BEFORE, window, now) ? ANNOUNCED : null;
            case IN_PROGRESS -> now.isBefore(window.endsAt()) ? STARTED : null;
            case COMPLETED, CANCELLED -> null;
        };
        return says == null
                ? Optional.empty()
                : Optional.of(new NextNotice(
                        says, told(window, episode, reached(says, window, now)), NoticeKind.OPENING, null));
    }

    private static Optional<NextNotice> scheduled(WindowUpdated window, LastNotice told, Instant now) {
        if (told.stage() == STARTED || !now.isBefore(window.startsAt())) {
            return Optional.empty();
        }
        var reached = reached(told.stage(), window, now);
        if (before(window, told) != null) {
            return update(CHANGED, window, told, reached);
        }
        return reached == told.stage() ? Optional.empty() : update(reached, window, told, reached);
    }

    private static Optional<NextNotice> inProgress(WindowUpdated window, LastNotice told, Instant now) {
        if (!now.isBefore(window.endsAt())) {
            return Optional.empty();
        }
        if (told.stage() != STARTED) {
            return update(STARTED, window, told, STARTED);
        }
        return before(window, told) == null ? Optional.empty() : update(CHANGED, window, told, STARTED);
    }

    private static Optional<NextNotice> update(
            MaintenanceStage says, WindowUpdated window, LastNotice told, MaintenanceStage reached) {
        return Optional.of(
                new NextNotice(says, told(window, told.episode(), reached), NoticeKind.UPDATE, before(window, told)));
    }

    private static Optional<NextNotice> ending(WindowUpdated window, LastNotice told, MaintenanceStage how) {
        return told.isOver()
                ? Optional.empty()
                : Optional.of(new NextNotice(
                        how, told(window, told.episode(), how), NoticeKind.CLOSING, before(window, told)));
    }

    /// A notice within the last 24 hours before the start counts as the reminder too.
    private static MaintenanceStage reached(MaintenanceStage stage, WindowUpdated window, Instant now) {
        return stage == ANNOUNCED && isWithin(REMINDED_BEFORE, window, now) ? REMINDED : stage;
    }

    private static boolean isWithin(Duration ahead, WindowUpdated window, Instant now) {
        return now.isBefore(window.startsAt())
                && !now.isBefore(window.startsAt().minus(ahead));
    }

    private static LastNotice told(WindowUpdated window, int episode, MaintenanceStage stage) {
        return new LastNotice(episode, stage, window.startsAt(), window.endsAt());
    }

    private static @Nullable WindowTimes before(WindowUpdated window, LastNotice told) {
        return told.startsAt().equals(window.startsAt()) && told.endsAt().equals(window.endsAt())
                ? null
                : new WindowTimes(told.startsAt(), told.endsAt());
    }
}
