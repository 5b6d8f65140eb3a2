package dev.tocsin.incident.trust.story;

import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.LiveView;

/// Gives the stories of incidents.
public interface StorySource {

    /// @param seen the incident as the audience may see it
    Story of(IncidentSnapshot seen, LiveView view, Audience audience);
}
