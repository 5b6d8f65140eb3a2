package dev.tocsin.incident.story;

import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.incident.live.Audience;
import dev.tocsin.incident.live.LiveView;

/// Tells the stories of incidents.
public interface StorySource {

    /// @param seen as the audience may see it
    Story of(IncidentSnapshot seen, LiveView view, Audience audience);
}
