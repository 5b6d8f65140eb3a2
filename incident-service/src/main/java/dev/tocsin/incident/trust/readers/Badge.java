package dev.tocsin.incident.trust.readers;

import dev.tocsin.contract.Text;
import dev.tocsin.engine.uptime.Status;
import dev.tocsin.incident.trust.live.CellView;
import java.util.Comparator;
import java.util.List;

/// A component's status as a small picture: its word, its colour and its shape.
///
/// @param name the name of the component, and of the region if one was requested
/// @param words such as `Down in North America`
public record Badge(String name, Status status, String words) {

    private static final int LONGEST = 40;
    private static final int MOST_IN_TITLE = 200;

    private static final List<Status> WORST_FIRST =
            List.of(Status.DOWN, Status.DEGRADED, Status.UNKNOWN, Status.MAINTENANCE, Status.UP, Status.UNWATCHED);

    /// @param cells the cells of one component, at least one
    public static Badge of(List<CellView> cells, boolean ofOneRegion, boolean fresh) {
        var first = cells.getFirst();
        var worst = cells.stream()
                .map(cell -> cell.status(fresh))
                .min(Comparator.comparingInt(WORST_FIRST::indexOf))
                .orElse(Status.UNKNOWN);
        var there = cells.stream().filter(cell -> cell.status(fresh) == worst).toList();
        return new Badge(
                ofOneRegion ? "%s – %s".formatted(first.componentName(), first.regionName()) : first.componentName(),
                worst,
                there.size() == cells.size()
                        ? worst.word()
                        : there.size() == 1
                                ? "%s in %s"
                                        .formatted(
                                                worst.word(), there.getFirst().regionName())
                                : "%s in %d of %d regions".formatted(worst.word(), there.size(), cells.size()));
    }

    /// An SVG without styles or scripts, so that it looks the same wherever it is shown. Texts are set to a width,
    /// whatever font is there.
    public String svg() {
        var label = Text.brief(name, LONGEST);
        var state = Text.brief(words, LONGEST);
        var labelWidth = width(label);
        var stateWidth = width(state);
        var left = labelWidth + 16;
        var all = left + stateWidth + 34;
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="24" viewBox="0 0 %1$d 24" role="img" aria-labelledby="t">
                <title id="t">%2$s: %3$s</title>
                <rect width="%1$d" height="24" rx="6" fill="%4$s"/>
                <path d="M6 0H%5$dV24H6a6 6 0 0 1-6-6V6a6 6 0 0 1 6-6z" fill="#24292f"/>
                <g transform="translate(%6$d 5) scale(.875)" fill="#fff" stroke="none">%7$s</g>
                <g fill="#fff" font-family="system-ui,-apple-system,'Segoe UI',Roboto,sans-serif" font-size="13">
                <text x="8" y="16.5" textLength="%8$d" lengthAdjust="spacingAndGlyphs">%9$s</text>
                <text x="%10$d" y="16.5" textLength="%11$d" lengthAdjust="spacingAndGlyphs" font-weight="600">%12$s</text>
                </g>
                </svg>
                """.formatted(
                        all,
                        Text.escaped(Text.brief(name, MOST_IN_TITLE)),
                        Text.escaped(Text.brief(words, MOST_IN_TITLE)),
                        colour(),
                        left,
                        left + 6,
                        shape(),
                        labelWidth,
                        Text.escaped(label),
                        left + 26,
                        stateWidth,
                        Text.escaped(state));
    }

    /// The colours of the light theme, on which white has a contrast of 4.5 : 1 or better.
    private String colour() {
        return switch (status) {
            case UP -> "#0f7b5f";
            case DEGRADED -> "#9a6700";
            case DOWN -> "#c0311f";
            case UNKNOWN, UNWATCHED -> "#6b7280";
            case MAINTENANCE -> "#2b59c3";
        };
    }

    private String shape() {
        return switch (status) {
            case UP -> mark("<circle cx=\"8\" cy=\"8\" r=\"8\"/>", "M4.2 8.4l2.6 2.6 5-5.4");
            case DEGRADED -> mark("<path d=\"M8 .8l7.8 14.2H.2z\"/>", "M8 6v4M8 12v.6");
            case DOWN ->
                mark(
                        "<rect x=\".5\" y=\".5\" width=\"15\" height=\"15\" rx=\"2\"/>",
                        "M4.7 4.7l6.6 6.6M11.3 4.7l-6.6 6.6");
            case UNKNOWN -> "<circle cx=\"8\" cy=\"8\" r=\"6.8\" fill=\"none\" stroke=\"#fff\" stroke-width=\"2\"/>";
            case MAINTENANCE ->
                "<path d=\"M15.2 3.7l-2.6 2.6-2.3-.6-.6-2.3 2.6-2.6a4.7 4.7 0 0 0-6 6L.9 12.2a2 2 0 0 0 2.9 2.9l5.4-5.4a4.7 4.7 0 0 0 6-6z\"/>";
            case UNWATCHED -> "<path d=\"M4 8h8\" stroke=\"#fff\" stroke-width=\"2\"/>";
        };
    }

    private String mark(String body, String cut) {
        return "%s<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>".formatted(body, cut, colour());
    }

    private static int width(String text) {
        return text.codePoints().map(point -> point < 0x1100 ? 7 : 13).sum();
    }
}
