package dev.tocsin.notifier.audit.api;

import dev.tocsin.notifier.audit.AuditedAction;
import dev.tocsin.notifier.audit.store.AuditedActionRepository;
import dev.tocsin.notifier.http.Page;
import dev.tocsin.support.access.Permissions;
import dev.tocsin.support.problem.Declined;
import dev.tocsin.support.problem.Problem.FieldError;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/audit")
@PermissionsAllowed(Permissions.AUDIT_READ)
@Tag(name = "Audit")
@SecurityRequirement(name = "operator-token")
public class AuditResource {

    private final AuditedActionRepository actions;

    AuditResource(AuditedActionRepository actions) {
        this.actions = actions;
    }

    @GET
    @Operation(
            summary = "What operators and programs did, the latest first, 100 a page",
            description = "Silences that were made and ended, replays, imports, subscriptions that operators changed,"
                    + " resumed or ended, and tokens that were refused. Entries are never changed or removed.")
    public Page<AuditedAction> list(@QueryParam("after") @Nullable String after) {
        var before = after == null ? Long.MAX_VALUE : id(after);
        return Page.of(actions.newestFirst(before, Page.MOST + 1), action -> Long.toString(action.id()));
    }

    private static long id(String after) {
        try {
            return Long.parseLong(after);
        } catch (NumberFormatException _) {
            throw Declined.of(
                    Status.BAD_REQUEST,
                    "No entries were searched.",
                    List.of(new FieldError("after", "is not the next of a page")));
        }
    }
}
