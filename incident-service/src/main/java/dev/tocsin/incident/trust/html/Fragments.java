package dev.tocsin.incident.trust.html;

import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.incident.trust.pageparts.AnnouncedWork;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/// Fragments that pages share.
@CheckedTemplate(basePath = "")
public final class Fragments {

    private Fragments() {}

    public static native TemplateInstance planned(List<AnnouncedWork> planned, ZoneId zone, Instant now);

    /// @param path the path of an incident's page, up to its id
    public static native TemplateInstance recent(
            List<IncidentSnapshot> incidents, String path, ZoneId zone, Instant now);
}
