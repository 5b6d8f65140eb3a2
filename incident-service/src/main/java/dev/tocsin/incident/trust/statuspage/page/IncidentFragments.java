package dev.tocsin.incident.trust.statuspage.page;

import dev.tocsin.incident.trust.statuspage.IncidentPage;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.time.Instant;

/// Fragments that the pages of an incident share, for the public and for operators.
@CheckedTemplate(basePath = "")
final class IncidentFragments {

    private IncidentFragments() {}

    static native TemplateInstance touched(IncidentPage page, Instant now);

    static native TemplateInstance story(IncidentPage page, Instant now);
}
