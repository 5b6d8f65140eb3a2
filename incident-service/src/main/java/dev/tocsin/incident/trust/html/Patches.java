package dev.tocsin.incident.trust.html;

import dev.tocsin.incident.trust.live.Headline;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.pageparts.CellMark;
import dev.tocsin.incident.trust.pageparts.Grid.ComponentSummary;
import dev.tocsin.incident.trust.pageparts.Grid.Rest;
import dev.tocsin.incident.trust.pageparts.Grid.Tile;
import dev.tocsin.incident.trust.pageparts.LivePage;
import dev.tocsin.incident.trust.pageparts.LivePage.AsOf;
import dev.tocsin.incident.trust.pagestream.PageFeed;
import dev.tocsin.incident.trust.pagestream.PictureDifference;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Renders patches for a page: for each element that changed, its new content.
///
/// @param look gives the page at one point in time
/// @param others the content of elements that only this page has, by their id
public record Patches<P extends LivePage>(BiFunction<LiveView, Instant, P> look, Contents<P> others)
        implements PageFeed<P> {

    @FunctionalInterface
    public interface Contents<P> {
        TemplateInstance of(P page, String element, Instant now);
    }

    @Override
    public P picture(LiveView view, Instant now) {
        return look.apply(view, now);
    }

    @Override
    public SequencedMap<String, Object> parts(P page) {
        return page.parts();
    }

    /// A grid that changed its form brings its tiles with it.
    @Override
    public List<Said> say(P page, PictureDifference difference, Instant now) {
        var html = new StringBuilder();
        var wholeGrid = difference.changed().containsKey("grid");
        difference.changed().forEach((element, thing) -> {
            if (!wholeGrid || !isInGrid(thing)) {
                html.append("<div data-of=\"")
                        .append(element)
                        .append("\">")
                        .append(html(page, element, thing, now))
                        .append("</div>\n");
            }
        });
        return html.isEmpty()
                ? List.of()
                : List.of(new Said("patch", html.toString().strip()));
    }

    private static boolean isInGrid(Object thing) {
        return thing instanceof Tile || thing instanceof ComponentSummary || thing instanceof CellMark;
    }

    private String html(P page, String element, Object thing, Instant now) {
        return thing instanceof CellMark mark
                ? MarkHtml.of(mark)
                : content(page, element, thing, now).render().strip();
    }

    private TemplateInstance content(P page, String element, Object thing, Instant now) {
        return switch (thing) {
            case Headline headline -> PatchTemplates.headline(headline, page.zone(), now);
            case AsOf(var asOf, var fresh) -> PatchTemplates.asOf(asOf, fresh, page.zone(), now);
            case Tile tile -> PatchTemplates.tile(tile, page.zone(), now);
            case ComponentSummary summary -> PatchTemplates.component(summary);
            case Rest rest -> PatchTemplates.rest(rest);
            default -> others.of(page, element, now);
        };
    }

    @CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class PatchTemplates {

        private PatchTemplates() {}

        static native TemplateInstance headline(Headline headline, ZoneId zone, Instant now);

        static native TemplateInstance asOf(@Nullable Instant asOf, boolean fresh, ZoneId zone, Instant now);

        static native TemplateInstance tile(Tile tile, ZoneId zone, Instant now);

        static native TemplateInstance component(ComponentSummary summary);

        static native TemplateInstance rest(Rest rest);
    }
}
