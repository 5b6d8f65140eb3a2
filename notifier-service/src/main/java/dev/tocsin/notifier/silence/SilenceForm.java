package dev.tocsin.notifier.silence;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.tocsin.notifier.subscription.FieldProblem;
import dev.tocsin.notifier.subscription.IdLists;
import dev.tocsin.notifier.subscription.KnownCatalog;
import dev.tocsin.notifier.subscription.Preferences;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The silence that an operator requests, as it was received.
///
/// @param regions ids; null or empty means all
/// @param components ids; null or empty means all
/// @param incidents ids; null or empty means all
/// @param subscriptions ids; null or empty means all
/// @param reason one line, for other operators
/// @param startsAt null means now
/// @param endsAt at most 366 days after its start
/// @param repeats a rule of RFC 5545, such as `FREQ=WEEKLY;BYDAY=SU`; null means that it is in force all the time
/// @param lastsMillis the length of each period, where it repeats
/// @param zone the time zone in whose local times it repeats; null means the catalog's
public record SilenceForm(
        @Nullable List<@Nullable String> regions,
        @Nullable List<@Nullable String> components,
        @Nullable List<@Nullable String> incidents,
        @Nullable List<@Nullable String> subscriptions,
        @Nullable String reason,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        @Nullable String repeats,
        @Nullable Long lastsMillis,
        @Nullable String zone) {

    /// A mute that nobody ends is one that everybody forgets.
    static final Duration LONGEST = Duration.ofDays(366);

    static final Duration LONGEST_PERIOD = Duration.ofDays(7);
    static final int MOST_IDS = 100;
    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_RULE = 500;
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    /// The operator's clock may be behind ours.
    private static final Duration LATE = Duration.ofMinutes(1);

    private static final Pattern ID = Pattern.compile("[0-9a-z-]{1,63}");

    public sealed interface CheckedSilenceForm {

        record Right(Silence silence) implements CheckedSilenceForm {}

        /// @param problems at least one
        record Wrong(List<FieldProblem> problems) implements CheckedSilenceForm {}
    }

    /// @param id of the silence
    /// @param owner the operator who requests it
    public CheckedSilenceForm check(KnownCatalog catalog, String id, String owner, Instant now) {
        var problems = new ArrayList<FieldProblem>();
        var scope = new SilenceScope(
                ids("regions", regions, catalog::problemWithRegion, problems),
                ids("components", components, catalog::problemWithComponent, problems),
                ids("incidents", incidents, SilenceForm::problemWithId, problems),
                ids("subscriptions", subscriptions, SilenceForm::problemWithId, problems));
        if (problems.isEmpty() && scope.isEmpty()) {
            problems.add(new FieldProblem(
                    "regions", "is empty, and so are components, incidents and subscriptions; one must have an entry"));
        }
        checkReason(problems);
        var start = requireNonNullElse(startsAt, now).truncatedTo(ChronoUnit.MILLIS);
        checkTimes(start, now, problems);
        var recurrence = recurrence(catalog, problems);
        if (problems.isEmpty() && recurrence != null) {
            recurrence
                    .whyWrong(start, requireNonNull(endsAt))
                    .ifPresent(why -> problems.add(new FieldProblem("repeats", why)));
        }
        return problems.isEmpty()
                ? new CheckedSilenceForm.Right(new Silence(
                        id,
                        scope,
                        requireNonNull(reason).strip(),
                        owner,
                        now,
                        start,
                        requireNonNull(endsAt).truncatedTo(ChronoUnit.MILLIS),
                        recurrence,
                        null))
                : new CheckedSilenceForm.Wrong(problems);
    }

    private static List<String> ids(
            String field,
            @Nullable List<@Nullable String> ids,
            Function<String, Optional<String>> problem,
            List<FieldProblem> problems) {
        return List.copyOf(IdLists.read(field, ids, MOST_IDS, problem, problems));
    }

    private static Optional<String> problemWithId(String id) {
        return ID.matcher(id).matches() ? Optional.empty() : Optional.of("is not an id, which has only 0-9, a-z and -");
    }

    private void checkReason(List<FieldProblem> problems) {
        if (reason == null || reason.isBlank()) {
            problems.add(new FieldProblem("reason", "is missing"));
        } else if (reason.length() > LONGEST_REASON) {
            problems.add(new FieldProblem("reason", "is longer than %d characters".formatted(LONGEST_REASON)));
        } else if (reason.codePoints().anyMatch(SilenceForm::isControl)) {
            problems.add(new FieldProblem("reason", "must be one line without control characters"));
        }
    }

    /// Half a surrogate pair is not a character.
    private static boolean isControl(int character) {
        return Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE;
    }

    private void checkTimes(Instant start, Instant now, List<FieldProblem> problems) {
        if (start.isBefore(now.minus(LATE))) {
            problems.add(new FieldProblem("startsAt", "is in the past; leave it out to start now"));
        }
        if (endsAt == null) {
            problems.add(new FieldProblem("endsAt", "is missing; each silence must end"));
        } else if (!endsAt.isAfter(now)) {
            problems.add(new FieldProblem("endsAt", "must be in the future"));
        } else if (endsAt.isBefore(start.plus(SHORTEST)) || endsAt.isAfter(start.plus(LONGEST))) {
            problems.add(new FieldProblem(
                    "endsAt", "must be from 1 minute to %d days after startsAt".formatted(LONGEST.toDays())));
        }
    }

    private @Nullable SilenceRecurrence recurrence(KnownCatalog catalog, List<FieldProblem> problems) {
        var where = zone == null ? Optional.<ZoneId>of(catalog.zone()) : Preferences.zone(zone);
        if (where.isEmpty()) {
            problems.add(new FieldProblem("zone", "is not a time zone such as Europe/Berlin"));
        }
        if (repeats == null) {
            if (lastsMillis != null) {
                problems.add(new FieldProblem("lastsMillis", "is only for silences with repeats"));
            }
            return null;
        }
        if (repeats.length() > LONGEST_RULE) {
            problems.add(new FieldProblem("repeats", "is longer than %d characters".formatted(LONGEST_RULE)));
        }
        if (lastsMillis == null || lastsMillis < SHORTEST.toMillis() || lastsMillis > LONGEST_PERIOD.toMillis()) {
            problems.add(new FieldProblem(
                    "lastsMillis",
                    "must be from %d (1 minute) to %d (%d days)"
                            .formatted(SHORTEST.toMillis(), LONGEST_PERIOD.toMillis(), LONGEST_PERIOD.toDays())));
            return null;
        }
        return new SilenceRecurrence(repeats, Duration.ofMillis(lastsMillis), where.orElse(catalog.zone()));
    }
}
