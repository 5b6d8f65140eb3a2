package dev.tocsin.incident.intake;

import dev.tocsin.contract.change.ChangeApplied;
import dev.tocsin.contract.change.ChangeEvent;
import dev.tocsin.contract.change.ChangeKind;
import dev.tocsin.contract.change.ChangeReverted;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.incident.intake.ReceivedBody.Opened;
import dev.tocsin.incident.problem.Fields;
import dev.tocsin.support.problem.Problem.FieldError;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Takes in one change: applied or reverted.
public final class ChangeIntake {

    /// The most that a sender's clock may be ahead.
    private static final Duration AHEAD = Duration.ofSeconds(60);

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final Set<String> APPLIED = new LinkedHashSet<>(
            List.of("change", "kind", "components", "regions", "title", "appliedAt", "author", "link"));
    private static final Set<String> REVERTED = new LinkedHashSet<>(List.of("change", "revertedAt", "author"));

    private ChangeIntake() {}

    public static IntakeResult of(Opened body, Catalog catalog, Instant now) {
        var errors = new ArrayList<FieldError>();
        var event = isReverted(body) ? reverted(body, now, errors) : applied(body, catalog, now, errors);
        return IntakeResult.of(event == null ? List.of() : List.of(event), errors);
    }

    /// Decides by the type of the CloudEvent, or else by the body.
    private static boolean isReverted(Opened body) {
        return body.type() == null ? body.data().has("revertedAt") : body.type() == ChangeReverted.class;
    }

    private static @Nullable ChangeEvent reverted(Opened body, Instant now, List<FieldError> errors) {
        var fields = Fields.of(body.data(), body.path(), REVERTED, errors);
        if (!body.data().isObject()) {
            return null;
        }
        var change = id(fields);
        var revertedAt = past(fields, "revertedAt", now);
        var author = fields.optionalText("author", 100);
        return change == null || revertedAt == null ? null : new ChangeReverted(change, revertedAt, author);
    }

    private static @Nullable ChangeEvent applied(Opened body, Catalog catalog, Instant now, List<FieldError> errors) {
        var fields = Fields.of(body.data(), body.path(), APPLIED, errors);
        if (!body.data().isObject()) {
            return null;
        }
        var change = id(fields);
        var kind = fields.oneOf("kind", ChangeKind.class);
        var components = fields.texts("components", true);
        var regions = fields.texts("regions", false);
        var title = fields.text("title", 200);
        var appliedAt = past(fields, "appliedAt", now);
        var author = fields.optionalText("author", 100);
        var link = link(fields);
        if (components.isEmpty() && body.data().path("components").isArray()) {
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

    /// Refuses a time in the future: such a change has not happened yet.
    private static @Nullable Instant past(Fields fields, String field, Instant now) {
        var time = fields.time(field);
        if (time != null && time.isAfter(now.plus(AHEAD))) {
            fields.wrong(field, "is more than %d s in the future".formatted(AHEAD.toSeconds()));
        }
        return time;
    }

    private static @Nullable String id(Fields fields) {
        var change = fields.text("change", 100);
        if (change != null && !ID.matcher(change).matches()) {
            fields.wrong("change", "must be 1 to 100 characters of A-Z, a-z, 0-9, '.', '_' and '-'");
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
