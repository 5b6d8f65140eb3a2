package dev.tocsin.incident.dashboard.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.pagestream.Broadcast;
import dev.tocsin.incident.trust.pagestream.Broadcasts;
import dev.tocsin.incident.trust.viewer.Viewer;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/stream")
@Tag(name = "Current status")
class StreamResource {

    private final Viewer viewer;
    private final Map<Audience, Broadcast<SequencedMap<String, Object>>> streams = new EnumMap<>(Audience.class);

    StreamResource(Viewer viewer, Broadcasts broadcasts, ObjectMapper mapper) {
        this.viewer = viewer;
        for (var audience : Audience.values()) {
            streams.put(audience, broadcasts.of(new JsonTeller(audience, mapper)));
        }
    }

    @GET
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @APIResponse(
            responseCode = "200",
            description = "Events, until the client disconnects",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    @Operation(summary = "The current state, then each change, as server-sent events", description = """
                    Events are named `cell`, `incident`, `vantage-point`, `operator-alert` and `clock`. Their data is \
                    the JSON of the lists, or `{"key": …, "gone": true}`. While nothing changes, an `alive` event \
                    comes every few seconds. A client that reconnects with `Last-Event-ID` gets the changes since \
                    then, or the whole state when that is too long ago. The public gets only what is public.""")
    public Multi<OutboundSseEvent> stream(@RestHeader("Last-Event-ID") @Nullable String known, Sse sse) {
        return Objects.requireNonNull(streams.get(viewer.audience())).join(known, sse);
    }
}
