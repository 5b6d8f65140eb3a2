package dev.tocsin.notifier.subscription.csv;

import dev.tocsin.notifier.subscription.api.FieldErrors;
import dev.tocsin.notifier.subscription.csv.SubscriptionImport.Imported;
import dev.tocsin.support.access.Caller;
import dev.tocsin.support.access.Permissions;
import dev.tocsin.support.problem.Declined;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Path(SubscriptionCsvResource.PATH)
@PermissionsAllowed(Permissions.SUBSCRIPTIONS_WRITE)
@Tag(name = "Subscriptions")
@SecurityRequirement(name = "operator-token")
public class SubscriptionCsvResource {

    public static final String PATH = "/api/v1/subscriptions.csv";

    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionCsvResource.class);
    private static final String CSV = "text/csv";

    private final SubscriptionImport imports;
    private final SubscriptionExport exports;
    private final Caller caller;

    SubscriptionCsvResource(SubscriptionImport imports, SubscriptionExport exports, Caller caller) {
        this.imports = imports;
        this.exports = exports;
        this.caller = caller;
    }

    /// @param added the number of new subscriptions, which are confirmed at once
    /// @param changed the number of subscriptions whose addresses had one already
    @Schema(name = "Result")
    public record ImportResult(int added, int changed) {}

    @GET
    @PermissionsAllowed(Permissions.SUBSCRIPTIONS_READ)
    @Produces(CSV)
    @Operation(
            summary = "The confirmed subscriptions of mail and webhooks as CSV",
            description =
                    "The file has no secrets, and so no channels whose addresses are secrets. It can be imported again."
                            + " A cell that a spreadsheet would take for a formula begins with an apostrophe.")
    @APIResponse(
            responseCode = "200",
            description = "The file",
            content = @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)))
    public Response export() {
        StreamingOutput file = out -> SubscriptionFile.write(out, exports.rows());
        return Response.ok(file, MediaType.valueOf("text/csv;charset=UTF-8"))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"subscriptions.csv\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @POST
    @RunOnVirtualThread
    @Consumes(CSV)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Import many subscriptions, already confirmed",
            description =
                    "Either all rows are imported or none. Import only addresses whose owners agreed: they are not"
                            + " asked. An address that has a subscription gets the choices of its row and keeps its"
                            + " secret. Columns are channel, address, regions, components, leastSeverity, updates,"
                            + " maintenance, language, timeZone, digest and secret; only the first two are required."
                            + " Regions and components are ids with spaces between them.")
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ImportResult.class)))
    public ImportResult take(
            @RequestBody(content = @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)))
                    InputStream body)
            throws IOException {
        return switch (imports.take(body)) {
            case Imported.Done(var added, var changed) -> {
                LOG.info("Subscriptions were imported by {}: {} added, {} changed", caller.name(), added, changed);
                yield new ImportResult(added, changed);
            }
            case Imported.Wrong(var problems) ->
                throw Declined.of(Status.BAD_REQUEST, "Nothing was changed.", FieldErrors.of(problems));
            case Imported.CatalogUnknown() ->
                throw Declined.of(
                        Status.SERVICE_UNAVAILABLE, "The catalog is not loaded yet; please try again in a moment.");
        };
    }
}
