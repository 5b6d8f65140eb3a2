package dev.tocsin.incident.dashboard.page;

import dev.tocsin.incident.dashboard.PlannedWork;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/// Planned work, as both pages show it.
@CheckedTemplate(basePath = "")
public final class Planned {

    private Planned() {}

    public static native TemplateInstance planned(List<PlannedWork> planned, ZoneId zone, Instant now);
}
