package dev.tocsin.notifier.delivery.api;

import static dev.tocsin.notifier.database.WordConverter.word;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.contract.delivery.NoticeKind;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.notifier.database.WordConverter;
import dev.tocsin.notifier.delivery.Previewer;
import dev.tocsin.notifier.delivery.Previewer.Preview;
import dev.tocsin.notifier.delivery.store.ReportRepository;
import dev.tocsin.notifier.http.RequestConstants;
import dev.tocsin.notifier.message.IncidentReport;
import dev.tocsin.notifier.message.IncidentReport.TouchedCell;
import dev.tocsin.notifier.message.Notice;
import dev.tocsin.notifier.subscription.KnownCatalog;
import dev.tocsin.notifier.subscription.kafka.PublishedCatalog;
import dev.tocsin.support.access.Permissions;
import dev.tocsin.support.http.Site;
import dev.tocsin.support.problem.Declined;
import io.quarkus.arc.All;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Previews of notices, before they are sent.
@Path("/api/v1/previews")
@PermissionsAllowed(Permissions.STATUS_READ)
@Tag(name = "Deliveries")
@SecurityRequirement(name = "operator-token")
public class PreviewResource {

    private static final String PREVIEW = "preview";

    private final Map<Channel, Previewer> previewers;
    private final ReportRepository reports;
    private final PublishedCatalog catalog;
    private final Site pages;
    private final Clock clock = Clock.systemUTC();

    PreviewResource(
            @All List<Previewer> previewers,
            ReportRepository reports,
            PublishedCatalog catalog,
            @ConfigProperty(name = "tocsin.incident.url") URI pages) {
        this.previewers = previewers.stream().collect(toMap(Previewer::channel, identity()));
        this.reports = reports;
        this.catalog = catalog;
        this.pages = new Site(pages);
    }

    @GET
    @Path("/{channel}")
    @Operation(
            summary = "What a notice would say on a channel",
            description =
                    "Of an incident as subscribers last saw it or, without `incident`, of a sample. `kind` is opening"
                            + " by default. With `digest=true`, it is the mail of a digest; that of a sample also has"
                            + " an incident that is resolved.")
    public Preview preview(
            @PathParam("channel") String channel,
            @QueryParam("incident") @Nullable String incident,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("digest") @DefaultValue("false") boolean digest) {
        var previewer = previewers.values().stream()
                .filter(each -> word(each.channel()).equals(channel))
                .findFirst()
                .orElseThrow(() -> Declined.notFound("There is no preview of that channel. Available channels: %s."
                        .formatted(previewers.keySet().stream()
                                .map(WordConverter::word)
                                .sorted()
                                .collect(joining(", ")))));
        var report = incident == null ? sample(catalog.known(), clock.instant()) : told(incident);
        var notice = notice(
                report,
                kind == null
                        ? NoticeKind.OPENING
                        : RequestConstants.read(NoticeKind.class, "kind", kind, "There is no such kind of notice."));
        if (!digest) {
            return previewer.preview(notice);
        }
        var gathered = incident == null
                ? List.of(notice, notice(over(report, clock.instant()), NoticeKind.CLOSING))
                : List.of(notice);
        return previewer
                .previewDigest(gathered)
                .orElseThrow(() -> Declined.badRequest(
                        "There is no digest of %s; digests are for `email` only.".formatted(channel)));
    }

    private Notice notice(IncidentReport report, NoticeKind kind) {
        return new Notice(PREVIEW, PREVIEW, report.title(), kind, report, pages.at(report.path()));
    }

    private IncidentReport told(String incident) {
        return reports.latest(incident)
                .orElseThrow(() -> Declined.notFound("There are no notices of an incident %s.".formatted(incident)));
    }

    /// A report in which the first component of the first region is down.
    private static IncidentReport sample(KnownCatalog known, Instant now) {
        if (known.regions().isEmpty() || known.components().isEmpty()) {
            throw Declined.of(
                    Status.SERVICE_UNAVAILABLE, "The catalog is not loaded yet; please try again in a moment.");
        }
        var region = known.regions().getFirst();
        var component = known.components().getFirst();
        var onset = now.minus(Duration.ofMinutes(10));
        return new IncidentReport(
                "sample",
                2,
                1,
                "%s is down in %s".formatted(component.name(), region.name()),
                IncidentState.INVESTIGATING,
                Severity.MAJOR,
                List.of(region.id()),
                List.of(new TouchedCell(new Cell(component.id(), region.id()), Verdict.DOWN)),
                1,
                onset,
                null,
                now,
                null,
                null);
    }

    /// Another incident, with the onset of the sample, that is over.
    private static IncidentReport over(IncidentReport sample, Instant now) {
        return new IncidentReport(
                "sample-over",
                sample.number(),
                sample.episode(),
                sample.title(),
                IncidentState.RESOLVED,
                sample.severity(),
                sample.regions(),
                List.of(),
                0,
                sample.onset(),
                now,
                now,
                null,
                null);
    }
}
