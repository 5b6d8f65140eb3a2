package dev.tocsin.incident.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.contract.change.ChangeApplied;
import dev.tocsin.contract.change.ChangeEvent;
import dev.tocsin.contract.change.ChangeKind;
import dev.tocsin.contract.change.ChangeReverted;
import dev.tocsin.incident.catalog.Catalog;
import dev.tocsin.incident.problem.Problem.FieldError;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Takes in one change: applied, or, if it says `revertedAt`, reverted.
public final class ChangeIntake {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final Set<String> APPLIED = new LinkedHashSet<>(
            List.of("change", "kind", "components", "regions", "title", "appliedAt", "author", "link"));
    private static final Set<String> REVERTED = new LinkedHashSet<>(List.of("change", "revertedAt", "author"));

    private ChangeIntake() {}

    public static Intake of(JsonNode body, Catalog catalog) {
        var errors = new ArrayList<FieldError>();
        var event = body.has("revertedAt") ? reverted(body, errors) : applied(body, catalog, errors);
        return Intake.of(event == null ? List.of() : List.of(event), errors);
    }

    private static @Nullable ChangeEvent reverted(JsonNode body, List<FieldError> errors) {
        var fields = Fields.of(body, "", REVERTED, errors);
        var change = id(fields);
        var revertedAt = fields.time("revertedAt");
        var author = fields.optionalText("author", 100);
        return change == null || revertedAt == null ? null : new ChangeReverted(change, revertedAt, author);
    }

    private static @Nullable ChangeEvent applied(JsonNode body, Catalog catalog, List<FieldError> errors) {
        var fields = Fields.of(body, "", APPLIED, errors);
        if (!body.isObject()) {
            return null;
        }
        var change = id(fields);
        var kind = fields.oneOf("kind", ChangeKind.class);
        var components = fields.texts("components", true);
        var regions = fields.texts("regions", false);
        var title = fields.text("title", 200);
        var appliedAt = fields.time("appliedAt");
        var author = fields.optionalText("author", 100);
        var link = link(fields);
        if (components.isEmpty() && body.path("components").isArray()) {
            fields.wrong("components", "must name at least one");
        }
        components.stream()
                .filter(component -> catalog.component(component).isEmpty())
                .forEach(component -> fields.wrong(
                        "components", "names %s, which is not in the catalog".formatted(shown(component))));
        regions.stream()
                .filter(region -> catalog.region(region).isEmpty())
                .forEach(region ->
                        fields.wrong("regions", "names %s, which is not in the catalog".formatted(shown(region))));
        return change == null || kind == null || title == null || appliedAt == null
                ? null
                : new ChangeApplied(change, kind, components, regions, title, appliedAt, author, link);
    }

    private static @Nullable String id(Fields fields) {
        var change = fields.text("change", 100);
        if (change != null && !ID.matcher(change).matches()) {
            fields.wrong("change", "must be 1 to 100 of A-Z, a-z, 0-9, '.', '_' and '-'");
        }
        return change;
    }

    private static @Nullable String link(Fields fields) {
        var link = fields.optionalText("link", 2_000);
        if (link != null && !isWebAddress(link)) {
            fields.wrong("link", "must be an http or https address");
        }
        return link;
    }

    private static boolean isWebAddress(String link) {
        try {
            var uri = URI.create(link);
            return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /// Short and without control characters, to be quoted.
    private static String shown(String text) {
        var printable = text.replaceAll("\\p{Cntrl}", "?");
        return "\"%s\"".formatted(printable.length() <= 63 ? printable : printable.substring(0, 63) + "…");
    }
}
