package dev.tocsin.notifier.subscription;

import static java.util.Objects.requireNonNullElse;

import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a subscriber wants to be told of what is in its [Scope].
///
/// @param updates whether between the first notice and the last there are others
/// @param maintenance whether planned work is among it
/// @param timeZone of the times in its notices; null for the catalog's
/// @param digest into which a mail subscriber's notices of incidents are gathered; null for a mail for each
public record Preferences(
        boolean updates,
        boolean maintenance,
        Language language,
        @Nullable ZoneId timeZone,
        @Nullable Digest digest) {

    public static final Preferences DEFAULT = new Preferences(true, true, Language.EN, null);

    /// Of whoever wants each notice at once.
    public Preferences(boolean updates, boolean maintenance, Language language, @Nullable ZoneId timeZone) {
        this(updates, maintenance, language, timeZone, null);
    }

    /// The zone that IANA calls so; empty when none is.
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
