package dev.tocsin.incident.dashboard.page;

import dev.tocsin.contract.Topic;
import dev.tocsin.incident.dashboard.AlertBoard;
import dev.tocsin.incident.dashboard.PastAlert;
import dev.tocsin.incident.kafka.TopicTail;
import dev.tocsin.incident.trust.live.CurrentView;
import dev.tocsin.support.access.Permissions;
import dev.tocsin.support.kafka.Unavailability;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Alerts on Tocsin itself, what to do about them, and those that are over.
///
/// The topic is compacted: it keeps the latest alert of each subject for ever, and others for some days at least.
@Path("/ops/alerts")
@PermissionsAllowed(Permissions.STATUS_READ)
@Blocking
@Produces(MediaType.TEXT_HTML)
class AlertPages {

    private static final long MOST_READ = 20_000;
    private static final int MOST_SHOWN = 100;

    private final CurrentView live;
    private final TopicTail topic;
    private final Clock clock;

    AlertPages(CurrentView live, TopicTail topic, Clock clock) {
        this.live = live;
        this.topic = topic;
        this.clock = clock;
    }

    /// @param subject of the alerts to show; without it, all
    @GET
    public TemplateInstance page(@RestQuery @Nullable String subject) {
        var now = clock.instant();
        var wanted = Objects.requireNonNullElse(subject, "").strip();
        var past = Unavailability.asEmpty(() -> topic.last(Topic.OPERATOR_ALERTS, MOST_READ))
                .map(events -> PastAlert.of(events, wanted, MOST_SHOWN))
                .orElse(null);
        return AlertTemplates.operatorAlerts(AlertBoard.of(live.view(), wanted, past, now), now);
    }

    @CheckedTemplate(basePath = "dashboard", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class AlertTemplates {

        private AlertTemplates() {}

        static native TemplateInstance operatorAlerts(AlertBoard board, Instant now);
    }
}
