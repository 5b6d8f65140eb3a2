package dev.tocsin.incident.operations.page;

import dev.tocsin.incident.evidence.CellVotes;
import dev.tocsin.incident.evidence.DependencyPath;
import dev.tocsin.incident.evidence.EvidenceCharts;
import dev.tocsin.incident.evidence.SuspectRow;
import dev.tocsin.incident.operations.OperationsPage;
import dev.tocsin.incident.operations.OperationsPage.Acknowledgement;
import dev.tocsin.incident.operations.OperationsPage.Impacts;
import dev.tocsin.incident.operations.OperatorAction;
import dev.tocsin.incident.trust.statuspage.IncidentPage;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The page on which an operator works on an incident, and the parts of it that change by themselves.
@CheckedTemplate(basePath = "operations")
final class OperationsTemplates {

    private OperationsTemplates() {}

    /// @param done what was just done, in a sentence; or null
    /// @param readOnly whether no action can be taken, because the database does not answer
    /// @param revision the revision of the page, from which its stream goes on; null without a stream
    static native TemplateInstance page(
            OperationsPage operations,
            Entries entries,
            @Nullable String done,
            boolean readOnly,
            @Nullable String revision,
            Instant now);

    static native TemplateInstance confirm(
            OperationsPage operations, OperatorAction action, Entries entries, List<String> effects, Instant now);

    static native TemplateInstance standing(IncidentPage page, Instant now);

    static native TemplateInstance story(IncidentPage page, Instant now);

    static native TemplateInstance acknowledgement(Acknowledgement acknowledgement);

    static native TemplateInstance impacts(Impacts impacts);

    static native TemplateInstance similar(OperationsPage operations, Instant now);

    /// The content of an element that changes by itself.
    static TemplateInstance content(OperationsPage operations, String element, Instant now) {
        var page = operations.page();
        var evidence = operations.evidence();
        return switch (element) {
            case "standing" -> standing(page, now);
            case "acknowledgement" -> acknowledgement(operations.acknowledgement());
            case "story" -> story(page, now);
            case "impacts" -> impacts(operations.impacts());
            case "suspects" -> EvidenceTemplates.suspects(evidence.suspects());
            case "path" -> EvidenceTemplates.path(evidence.path());
            case "charts" ->
                EvidenceTemplates.charts(evidence.charts(), page.incident().key(), page.zone(), now);
            case "votes" ->
                EvidenceTemplates.votes(evidence.votes(), page.incident().allCells(), page.zone(), now);
            case "similar" -> similar(operations, now);
            default -> throw new IllegalArgumentException("no element " + element);
        };
    }

    @CheckedTemplate(basePath = "evidence")
    static final class EvidenceTemplates {

        private EvidenceTemplates() {}

        static native TemplateInstance charts(@Nullable EvidenceCharts charts, String id, ZoneId zone, Instant now);

        static native TemplateInstance path(DependencyPath path);

        static native TemplateInstance suspects(List<SuspectRow> suspects);

        static native TemplateInstance votes(List<CellVotes> votes, int cells, ZoneId zone, Instant now);
    }
}
