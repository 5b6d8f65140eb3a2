package dev.tocsin.notifier.message;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.incident.Suspect;
import dev.tocsin.notifier.subscription.KnownCatalog;
import dev.tocsin.notifier.subscription.Translation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What customers hear of a suspect: never its title, which may name a host or another customer.
public final class PublicCause {

    private static final String CHANGE = "change";
    private static final String MAINTENANCE = "maintenance";

    private PublicCause() {}

    /// As it is kept in a report.
    public static String of(Suspect suspect) {
        return switch (suspect.kind()) {
            case CELL -> suspect.subject();
            case CHANGE -> CHANGE;
            case MAINTENANCE -> MAINTENANCE;
        };
    }

    /// One line for customers; empty for what they do not see.
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
