package dev.tocsin.notifier.subscription;

import dev.tocsin.contract.Severity;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A subscriber's choices, as they came in.
///
/// @param regions null or empty means all
/// @param components null or empty means all
/// @param leastSeverity null means `minor`
/// @param updates null means true
/// @param maintenance null means true
/// @param language `en` or `de`; null means `en`
/// @param timeZone such as `Europe/Berlin`; null or empty means the catalog's
/// @param digest the digest of mail: `hourly`, or the hour of a daily one, such as `08:00`; null, empty or `none`
///     means each notice at once
public record ChoicesForm(
        @Nullable List<@Nullable String> regions,
        @Nullable List<@Nullable String> components,
        @Nullable String leastSeverity,
        @Nullable Boolean updates,
        @Nullable Boolean maintenance,
        @Nullable String language,
        @Nullable String timeZone,
        @Nullable String digest) {

    private static final String NONE = "none";
    private static final int MOST_IDS = 1000;

    private static final List<String> ZONES = ZoneId.getAvailableZoneIds().stream()
            .filter(Pattern.compile(
                            "(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.*|Etc/UTC")
                    .asMatchPredicate())
            .sorted()
            .toList();

    /// The time zones that a page offers: those that are named for a place, by continent or ocean.
    public List<String> offeredZones() {
        return ZONES;
    }

    /// The digests that a page offers.
    public List<String> offeredDigests() {
        return Digest.offered();
    }

    /// The form with these choices.
    public static ChoicesForm of(Choices choices) {
        var scope = choices.scope();
        var preferences = choices.preferences();
        var zone = preferences.timeZone();
        var digest = preferences.digest();
        return new ChoicesForm(
                List.copyOf(scope.regions()),
                List.copyOf(scope.components()),
                scope.leastSeverity().name().toLowerCase(Locale.ROOT),
                preferences.updates(),
                preferences.maintenance(),
                preferences.language().tag(),
                zone == null ? null : zone.getId(),
                digest == null ? null : digest.text());
    }

    /// @param problems the list to which problems are added; the choices count only where there are none
    public Choices check(KnownCatalog catalog, List<FieldProblem> problems) {
        var scope = new Scope(
                IdLists.read("regions", regions, MOST_IDS, catalog::problemWithRegion, problems),
                IdLists.read("components", components, MOST_IDS, catalog::problemWithComponent, problems),
                severity(problems));
        var words = language(problems);
        var zone = zone(problems);
        var gathered = digest(problems);
        return new Choices(
                scope,
                new Preferences(
                        !Boolean.FALSE.equals(updates),
                        !Boolean.FALSE.equals(maintenance),
                        words,
                        zone == null && isDaily(gathered) ? catalog.zone() : zone,
                        gathered));
    }

    /// The hour of a daily digest is in a time zone that must not change when the catalog does.
    private static boolean isDaily(@Nullable Digest digest) {
        return digest != null && digest.hour() != null;
    }

    private @Nullable Digest digest(List<FieldProblem> problems) {
        if (digest == null || digest.isEmpty() || digest.equals(NONE)) {
            return null;
        }
        var found = Digest.read(digest);
        if (found.isEmpty()) {
            problems.add(new FieldProblem("digest", "is not none, hourly, or an hour such as 08:00"));
        }
        return found.orElse(null);
    }

    private Severity severity(List<FieldProblem> problems) {
        return switch (leastSeverity) {
            case null -> Severity.MINOR;
            case "minor", "major", "critical" -> Severity.valueOf(leastSeverity.toUpperCase(Locale.ROOT));
            default -> {
                problems.add(new FieldProblem("leastSeverity", "is not minor, major or critical"));
                yield Severity.MINOR;
            }
        };
    }

    private Language language(List<FieldProblem> problems) {
        var found = language == null ? Optional.of(Language.EN) : Language.of(language);
        if (found.isEmpty()) {
            problems.add(new FieldProblem("language", "is not en or de"));
        }
        return found.orElse(Language.EN);
    }

    private @Nullable ZoneId zone(List<FieldProblem> problems) {
        if (timeZone == null || timeZone.isEmpty()) {
            return null;
        }
        var found = Preferences.zone(timeZone);
        if (found.isEmpty()) {
            problems.add(new FieldProblem("timeZone", "is not a time zone such as Europe/Berlin"));
        }
        return found.orElse(null);
    }
}
