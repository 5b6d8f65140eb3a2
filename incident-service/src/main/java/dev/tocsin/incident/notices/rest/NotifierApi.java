package dev.tocsin.incident.notices.rest;

import dev.tocsin.incident.notices.IncidentNotices;
import dev.tocsin.incident.notices.ListPart;
import dev.tocsin.incident.notices.NoticeReplay;
import dev.tocsin.incident.notices.NoticeRow;
import dev.tocsin.incident.notices.ReceiverRow;
import dev.tocsin.incident.notices.ReplayableNotices;
import dev.tocsin.incident.notices.ReplayedNotices;
import dev.tocsin.incident.notices.SilenceRequest;
import dev.tocsin.incident.notices.SilenceRow;
import dev.tocsin.incident.notices.SubscriberRow;
import dev.tocsin.incident.notices.SubscriberSearch;
import dev.tocsin.incident.notices.WaitingNotices;
import dev.tocsin.support.access.ActorHeader;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/// The part of notifier-service's API that operators use at `/ops`.
@RegisterRestClient(configKey = "notifier")
@RegisterProvider(OperatorAuthorization.class)
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public interface NotifierApi {

    @GET
    @Path("silences")
    ListPart<SilenceRow> silences(@QueryParam("over") boolean over, @QueryParam("after") @Nullable String after);

    @POST
    @Path("silences")
    @Consumes(MediaType.APPLICATION_JSON)
    SilenceRow silence(@HeaderParam(ActorHeader.NAME) String actor, SilenceRequest request);

    @POST
    @Path("silences/{id}/end")
    SilenceRow endSilence(@HeaderParam(ActorHeader.NAME) String actor, @PathParam("id") String id);

    /// The address stands in the body, so that no log of addresses has it.
    @POST
    @Path("subscriptions/search")
    @Consumes(MediaType.APPLICATION_JSON)
    ListPart<SubscriberRow> subscribers(SubscriberSearch search);

    @GET
    @Path("subscriptions/{id}")
    SubscriberRow subscriber(@PathParam("id") String id);

    @DELETE
    @Path("subscriptions/{id}")
    void endSubscription(@HeaderParam(ActorHeader.NAME) String actor, @PathParam("id") String id);

    @POST
    @Path("subscriptions/{id}/resume")
    void resume(@HeaderParam(ActorHeader.NAME) String actor, @PathParam("id") String id);

    @GET
    @Path("deliveries")
    ListPart<NoticeRow> deliveries(
            @QueryParam("incident") @Nullable String incident,
            @QueryParam("subscription") @Nullable String subscription,
            @QueryParam("channel") @Nullable String channel,
            @QueryParam("state") @Nullable String state,
            @QueryParam("since") @Nullable String since,
            @QueryParam("after") @Nullable String after);

    @POST
    @Path("deliveries/{id}/replay")
    NoticeRow replay(@HeaderParam(ActorHeader.NAME) String actor, @PathParam("id") String id);

    @GET
    @Path("deliveries/replayable")
    ReplayableNotices replayable(
            @QueryParam("incident") @Nullable String incident,
            @QueryParam("subscription") @Nullable String subscription,
            @QueryParam("channel") @Nullable String channel);

    @POST
    @Path("deliveries/replay")
    @Consumes(MediaType.APPLICATION_JSON)
    ReplayedNotices replayMany(@HeaderParam(ActorHeader.NAME) String actor, NoticeReplay request);

    @GET
    @Path("failing-receivers")
    ListPart<ReceiverRow> failingReceivers(@QueryParam("after") @Nullable String after);

    @GET
    @Path("incidents/{incident}/notification")
    IncidentNotices notices(@PathParam("incident") String incident);

    @GET
    @Path("delivery-queue")
    WaitingNotices queue();
}
