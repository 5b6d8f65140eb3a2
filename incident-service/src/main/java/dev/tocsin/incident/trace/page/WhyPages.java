package dev.tocsin.incident.trace.page;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Json;
import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.incident.form.FormErrors;
import dev.tocsin.incident.form.FormTimes;
import dev.tocsin.incident.trace.FoundTrace;
import dev.tocsin.incident.trace.api.CellTraces;
import dev.tocsin.support.access.Permissions;
import dev.tocsin.support.problem.Problem.FieldError;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Answers why there was an incident, or none, for a cell and a time.
@Path("/ops/why")
@PermissionsAllowed(Permissions.STATUS_READ)
@Blocking
@Produces(MediaType.TEXT_HTML)
class WhyPages {

    private static final int LONGEST_MINUTES = 1_440;
    private static final Map<String, String> LABELS = Map.of("cell", "cell", "at", "time");

    private final CellTraces traces;
    private final CurrentCatalog catalog;
    private final Clock clock;

    WhyPages(CellTraces traces, CurrentCatalog catalog, Clock clock) {
        this.traces = traces;
        this.catalog = catalog;
        this.clock = clock;
    }

    /// The cell and the time that the reader asks about.
    ///
    /// @param at a local time; empty for now
    record WhyQuestion(String cell, String at, int minutes) {}

    /// @param cell such as `login@na`; without it, the page only asks
    /// @param at a local time of the page's zone, or one of RFC 3339; without it, now
    /// @param minutes how long before and after that is read
    @GET
    public Response page(
            @RestQuery @Nullable String cell,
            @RestQuery @Nullable String at,
            @RestQuery @DefaultValue("30") @Min(1) @Max(LONGEST_MINUTES) int minutes) {
        var asked = new WhyQuestion(stripped(cell), stripped(at), minutes);
        if (asked.cell().isEmpty()) {
            return answer(200, asked, FormErrors.NONE, null);
        }
        var errors = new ArrayList<FieldError>();
        var wanted = cell(asked.cell(), errors);
        var time = time(asked.at(), errors);
        if (wanted.isEmpty() || time.isEmpty()) {
            return answer(400, asked, FormErrors.ofFields(LABELS, errors), null);
        }
        var found = traces.found(wanted.get(), time.get(), Duration.ofMinutes(minutes));
        var shown = new WhyQuestion(asked.cell(), FormTimes.entry(time.get(), zone()), minutes);
        return answer(200, shown, FormErrors.NONE, found);
    }

    private static Optional<Cell> cell(String text, List<FieldError> errors) {
        try {
            return Optional.of(Cell.of(text));
        } catch (IllegalArgumentException _) {
            errors.add(new FieldError("cell", "must be of the form component@region, such as login@na"));
            return Optional.empty();
        }
    }

    private Optional<Instant> time(String text, List<FieldError> errors) {
        var time = text.isEmpty() ? Optional.of(clock.instant()) : Json.time(FormTimes.instant(text, zone()));
        if (time.isEmpty()) {
            errors.add(new FieldError("at", "must be a time"));
        }
        return time;
    }

    private Response answer(int status, WhyQuestion asked, FormErrors errors, @Nullable FoundTrace found) {
        return Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .entity(WhyTemplates.why(asked, errors, found, zone(), clock.instant()))
                .build();
    }

    private ZoneId zone() {
        return DisplayNames.zone(catalog.get());
    }

    private static String stripped(@Nullable String text) {
        return Objects.requireNonNullElse(text, "").strip();
    }

    @CheckedTemplate(basePath = "trace")
    static final class WhyTemplates {

        private WhyTemplates() {}

        static native TemplateInstance why(
                WhyQuestion asked, FormErrors errors, @Nullable FoundTrace found, ZoneId zone, Instant now);
    }
}
