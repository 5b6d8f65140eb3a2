package dev.tocsin.notifier.subscription.api;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.http.Page;
import dev.tocsin.notifier.subscription.Subscription.SubscriptionState;
import dev.tocsin.notifier.subscription.store.SubscriptionSearch;
import dev.tocsin.support.access.Permissions;
import dev.tocsin.support.problem.Declined;
import dev.tocsin.support.problem.Problem.FieldError;
import dev.tocsin.support.problem.UnsafeCharacters;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Finds subscribers. The criteria are in the body, because URLs of requests are logged on their way, and addresses of
/// people must not be.
@Path("/api/v1/subscriptions/search")
@PermissionsAllowed(Permissions.SUBSCRIPTIONS_READ)
@Tag(name = "Subscriptions")
@SecurityRequirement(name = "operator-token")
public class SubscriptionSearchResource {

    private final SubscriptionSearch subscriptions;

    SubscriptionSearchResource(SubscriptionSearch subscriptions) {
        this.subscriptions = subscriptions;
    }

    /// The subscriptions to look for; a field that is null matches all.
    ///
    /// @param address the whole mail address or URL, in any case
    /// @param state `pending`, `confirmed`, `refused` or `left`
    /// @param region a region in the subscription's scope
    /// @param component a component in the subscription's scope
    /// @param failing whether it was slow or failing lately
    /// @param after the id of the last one seen
    public record SearchForm(
            @Nullable String address,
            @Nullable String state,
            @Nullable Channel channel,
            @Nullable String region,
            @Nullable String component,
            @Nullable Boolean failing,
            @Nullable String after) {

        private List<FieldError> problems() {
            var problems = new ArrayList<FieldError>();
            refuseControls("address", address, problems);
            refuseControls("region", region, problems);
            refuseControls("component", component, problems);
            refuseControls("after", after, problems);
            if (state != null && states().noneMatch(state::equals)) {
                problems.add(new FieldError("state", "is not pending, confirmed, refused or left"));
            }
            return problems;
        }

        private static void refuseControls(String field, @Nullable String text, List<FieldError> problems) {
            if (text != null && UnsafeCharacters.areIn(text)) {
                problems.add(new FieldError(field, UnsafeCharacters.MESSAGE));
            }
        }

        private static Stream<String> states() {
            return Stream.of(SubscriptionState.values())
                    .filter(state -> state != SubscriptionState.OPERATOR)
                    .map(state -> state.name().toLowerCase(Locale.ROOT));
        }

        private SubscriptionSearch.Filter filter() {
            return new SubscriptionSearch.Filter(
                    address,
                    state == null ? null : SubscriptionState.valueOf(state.toUpperCase(Locale.ROOT)),
                    channel,
                    region,
                    component,
                    failing);
        }
    }

    @POST
    @Operation(
            summary = "Find subscriptions, the oldest first, 100 a page",
            description = "All given fields must match. Nothing is changed.")
    public Page<SubscriptionView> search(@Nullable SearchForm form) {
        if (form == null) {
            throw Declined.badRequest("The body must be an object, such as {\"state\": \"confirmed\"}.");
        }
        var problems = form.problems();
        if (!problems.isEmpty()) {
            throw Declined.of(Status.BAD_REQUEST, "No subscriptions were searched.", problems);
        }
        var found = subscriptions.oldestFirst(form.filter(), form.after(), Page.MOST + 1).stream()
                .map(SubscriptionView::of)
                .toList();
        return Page.of(found, SubscriptionView::id);
    }
}
