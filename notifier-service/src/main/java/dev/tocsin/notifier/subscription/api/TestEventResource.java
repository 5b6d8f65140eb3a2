package dev.tocsin.notifier.subscription.api;

import dev.tocsin.notifier.subscription.TestSender.TestResult;
import dev.tocsin.notifier.subscription.api.TestEvents.TestEventResult;
import dev.tocsin.support.problem.Declined;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/subscriptions/{id}/test")
@Tag(name = "Subscriptions")
public class TestEventResource {

    private final TestEvents tests;
    private final SubscriptionOwners owners;

    TestEventResource(TestEvents tests, SubscriptionOwners owners) {
        this.tests = tests;
        this.owners = owners;
    }

    /// @param delivered whether the other side took the event
    /// @param reason why it did not; null when it did
    public record Tested(boolean delivered, @Nullable String reason) {}

    @POST
    @RunOnVirtualThread
    @Operation(
            summary = "Send a test event",
            description =
                    "The event is tried once, and only for a confirmed subscription. A webhook gets an event of type"
                            + " `subscription.test`, signed like any other; any other channel gets a message that says"
                            + " that it is a test.")
    @SecurityRequirement(name = "operator-token")
    @SecurityRequirement(name = "manage-token")
    @APIResponse(
            responseCode = "409",
            description = "The subscription is not confirmed, or its channel has no test event")
    @APIResponse(responseCode = "429", description = "There were too many requests")
    @APIResponseSchema(Tested.class)
    public Tested test(
            @PathParam("id") String id,
            @Parameter(hidden = true) @HeaderParam("Authorization") @Nullable String bearer) {
        return switch (tests.send(owners.owned(id, bearer))) {
            case TestEventResult.Sent(TestResult.Taken()) -> new Tested(true, null);
            case TestEventResult.Sent(TestResult.NotTaken(var reason)) -> new Tested(false, reason);
            case TestEventResult.NotConfirmed() ->
                throw Declined.of(Status.CONFLICT, "Only a confirmed subscription can get a test event.");
            case TestEventResult.NoTestEvent() -> throw Declined.of(Status.CONFLICT, "This channel has no test event.");
            case TestEventResult.TooMany() ->
                throw Declined.of(Status.TOO_MANY_REQUESTS, "There were too many requests; please try again later.");
        };
    }
}
