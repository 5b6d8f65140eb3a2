package dev.tocsin.notifier.message;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.incident.PublicIncidentSnapshot.Cause;
import dev.tocsin.notifier.subscription.KnownCatalog;
import dev.tocsin.notifier.subscription.Translation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The part of an incident's cause that customers may read.
public final class PublicCause {

    private static final String CHANGE = "change";
    private static final String MAINTENANCE = "maintenance";

    private PublicCause() {}

    /// The cause as a report keeps it.
    public static @Nullable String of(Cause cause) {
        return switch (cause.kind()) {
            case CELL -> cause.cell() == null ? null : cause.cell().toString();
            case CHANGE -> CHANGE;
            case MAINTENANCE -> MAINTENANCE;
        };
    }

    /// One line for customers; empty for a cause that they do not see. A report that an older release kept may name a
    /// cell that is not public.
    static Optional<String> text(@Nullable String cause, KnownCatalog catalog, Translation in) {
        return switch (cause) {
            case null -> Optional.empty();
            case CHANGE -> Optional.of(in.text("cause.change"));
            case MAINTENANCE -> Optional.of(in.text("cause.maintenance"));
            default -> cell(cause, catalog, in);
        };
    }

    private static Optional<String> cell(String text, KnownCatalog catalog, Translation in) {
        try {
            var cell = Cell.of(text);
            return catalog.isPublic(cell.component())
                    ? Optional.of(in.format(
                            "cause.cell", catalog.componentName(cell.component()), catalog.regionName(cell.region())))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
