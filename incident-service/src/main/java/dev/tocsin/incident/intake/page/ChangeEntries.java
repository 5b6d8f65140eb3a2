package dev.tocsin.incident.intake.page;

import static java.util.function.Predicate.not;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.contract.Json;
import dev.tocsin.incident.form.FormTimes;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/// An operator's entries about a change; an empty one counts as not given.
public final class ChangeEntries {

    static final ChangeEntries NONE = new ChangeEntries();

    static final Map<String, String> LABELS = Map.of(
            "change", "id", "appliedAt", "time", "revertedAt", "time", "kind", "kind", "components", "components");

    @RestForm
    @Nullable
    String change;

    @RestForm
    @Nullable
    String kind;

    /// Ids, with spaces between them.
    @RestForm
    @Nullable
    String components;

    /// Ids, with spaces between them; empty for all.
    @RestForm
    @Nullable
    String regions;

    @RestForm
    @Nullable
    String title;

    /// A local time; empty for now.
    @RestForm
    @Nullable
    String at;

    @RestForm
    @Nullable
    String author;

    @RestForm
    @Nullable
    String link;

    static ChangeEntries ofChange(@Nullable String change) {
        var entries = new ChangeEntries();
        entries.change = change;
        return entries;
    }

    /// The entries in the form of the API's body for a change that was applied.
    ///
    /// @param by the operator, who is the author where none was entered
    ObjectNode applied(String by, ZoneId zone, Instant now) {
        var body = JsonNodeFactory.instance.objectNode();
        Stream.of("change", "kind", "title", "link")
                .filter(field -> !of(field).isEmpty())
                .forEach(field -> body.put(field, of(field)));
        ids("components").forEach(body.putArray("components")::add);
        ids("regions").forEach(body.putArray("regions")::add);
        return body.put("appliedAt", time(zone, now)).put("author", author(by));
    }

    /// The same for a change that was taken back.
    ObjectNode reverted(String by, ZoneId zone, Instant now) {
        var body = JsonNodeFactory.instance.objectNode();
        if (!of("change").isEmpty()) {
            body.put("change", of("change"));
        }
        return body.put("revertedAt", time(zone, now)).put("author", author(by));
    }

    /// The entry in a field; empty if nothing was entered.
    public String of(String field) {
        var entered = switch (field) {
            case "change" -> change;
            case "kind" -> kind;
            case "components" -> components;
            case "regions" -> regions;
            case "title" -> title;
            case "at" -> at;
            case "author" -> author;
            case "link" -> link;
            default -> null;
        };
        return Objects.requireNonNullElse(entered, "").strip();
    }

    private Stream<String> ids(String field) {
        return Arrays.stream(of(field).split("[\\s,;]+")).filter(not(String::isEmpty));
    }

    private String time(ZoneId zone, Instant now) {
        return of("at").isEmpty() ? Json.format(now) : FormTimes.instant(of("at"), zone);
    }

    private String author(String by) {
        return of("author").isEmpty() ? by : of("author");
    }
}
