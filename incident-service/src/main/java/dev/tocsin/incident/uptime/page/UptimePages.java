package dev.tocsin.incident.uptime.page;

import dev.tocsin.incident.live.Names;
import dev.tocsin.incident.live.topic.LiveTopics;
import dev.tocsin.incident.uptime.CellPage;
import dev.tocsin.incident.uptime.MonthPage;
import dev.tocsin.incident.uptime.scheduler.Overviews;
import dev.tocsin.incident.uptime.store.Months;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import org.jboss.resteasy.reactive.RestPath;

/// What the public sees of the past.
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
class UptimePages {

    private final Months months;
    private final Overviews overviews;
    private final LiveTopics topics;
    private final Clock clock;

    UptimePages(Months months, Overviews overviews, LiveTopics topics, Clock clock) {
        this.months = months;
        this.overviews = overviews;
        this.topics = topics;
        this.clock = clock;
    }

    @GET
    @Path("cells/{cell}")
    public TemplateInstance cell(@RestPath String cell) throws SQLException {
        var catalog = topics.view().catalog();
        var shown = catalog.cells().stream()
                .filter(known -> known.toString().equals(cell))
                .filter(known ->
                        catalog.component(known.component()).orElseThrow().isPublic())
                .findAny()
                .orElseThrow(NotFoundException::new);
        return Templates.cell(months.cell(shown, overviews.current()), Names.page(catalog), clock.instant());
    }

    @GET
    @Path("months/{month}")
    public TemplateInstance month(@RestPath String month) throws SQLException {
        var wanted = parsed(month);
        var page = months.page(wanted, overviews.current());
        return Templates.month(page, Names.page(topics.view().catalog()), clock.instant());
    }

    private YearMonth parsed(String month) {
        try {
            var wanted = YearMonth.parse(month);
            var zone = Names.zone(topics.view().catalog());
            if (!wanted.isAfter(YearMonth.from(clock.instant().atZone(zone)))) {
                return wanted;
            }
        } catch (DateTimeParseException _) {
            // is no month, like one that has not come
        }
        throw new NotFoundException();
    }

    @CheckedTemplate(basePath = "uptime")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance cell(CellPage page, String name, Instant now);

        static native TemplateInstance month(MonthPage page, String name, Instant now);
    }
}
