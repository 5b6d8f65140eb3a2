package dev.tocsin.notifier.subscription;

import static java.util.Objects.requireNonNullElse;

import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A subscriber's preferences for notices about its [Scope].
///
/// @param updates whether it wants notices between the first and the last
/// @param maintenance whether it wants notices of planned work
/// @param timeZone the time zone of the times in its notices; null for the catalog's
/// @param digest the digest that gathers a mail subscriber's notices of incidents; null for a mail for each
public record Preferences(
        boolean updates,
        boolean maintenance,
        Language language,
        @Nullable ZoneId timeZone,
        @Nullable Digest digest) {

    public static final Preferences DEFAULT = new Preferences(true, true, Language.EN, null);

    /// The preferences of a subscriber who wants each notice at once.
    public Preferences(boolean updates, boolean maintenance, Language language, @Nullable ZoneId timeZone) {
        this(updates, maintenance, language, timeZone, null);
    }

    /// The zone with this IANA name; empty when there is none.
    public static Optional<ZoneId> zone(String id) {
        return ZoneId.getAvailableZoneIds().contains(id) ? Optional.of(ZoneId.of(id)) : Optional.empty();
    }

    public ZoneId zone(KnownCatalog catalog) {
        return requireNonNullElse(timeZone, catalog.zone());
    }

    public Translation translation() {
        return Translation.of(language);
    }
}
