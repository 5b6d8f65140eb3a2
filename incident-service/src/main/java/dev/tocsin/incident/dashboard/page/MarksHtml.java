package dev.tocsin.incident.dashboard.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.contract.Text;
import dev.tocsin.incident.dashboard.OverviewGrid;
import dev.tocsin.incident.trust.html.MarkHtml;
import dev.tocsin.incident.trust.pageparts.Grid.Column;
import dev.tocsin.incident.trust.pageparts.Grid.ComponentGroup;
import dev.tocsin.incident.trust.pageparts.Grid.GridRow;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateExtension;
import java.io.ByteArrayOutputStream;
import java.util.List;

/// All cells as dense marks, in HTML. It is written without a template, which would take a second for 10,000 cells, at
/// each change of one, and row by row as bytes: as one text it would take 20 MB of memory for a moment.
final class MarksHtml {

    private static final int ROOM_FOR_A_ROW = 256;
    private static final String HIDDEN = " hidden";

    private final OverviewGrid cells;
    private final List<Boolean> hidden;
    private final StringBuilder html = new StringBuilder();
    private final ByteArrayOutputStream written;

    private MarksHtml(OverviewGrid cells) {
        this.cells = cells;
        this.hidden = cells.grid().columns().stream().map(this::isHidden).toList();
        this.written = new ByteArrayOutputStream((int) cells.grid().rows().count() * ROOM_FOR_A_ROW);
    }

    @TemplateExtension
    static RawString marks(OverviewGrid cells) {
        return new RawString(new String(of(cells), UTF_8));
    }

    /// @return the HTML in UTF-8
    static byte[] of(OverviewGrid cells) {
        var marks = new MarksHtml(cells);
        marks.html.append(cells.isNamed() ? "<div class=\"marks named\">\n" : "<div class=\"marks\">\n");
        cells.grid().groups().forEach(marks::append);
        marks.html.append("</div>");
        marks.write();
        return marks.written.toByteArray();
    }

    private void write() {
        written.writeBytes(html.toString().getBytes(UTF_8));
        html.setLength(0);
    }

    private boolean isHidden(Column column) {
        return cells.grid().mask().hidesColumn(column);
    }

    private void append(ComponentGroup group) {
        html.append("<div class=\"group\"")
                .append(cells.grid().mask().hidesGroup(group) ? HIDDEN : "")
                .append(">\n");
        if (!group.name().isEmpty()) {
            html.append("<h3>").append(Text.escaped(group.name())).append("</h3>\n");
        }
        html.append("<ul>\n");
        group.rows().forEach(this::append);
        html.append("</ul>\n</div>\n");
    }

    private void append(GridRow row) {
        var name = Text.escaped(row.name());
        html.append("<li data-name=\"")
                .append(name)
                .append('"')
                .append(cells.grid().mask().hidesRow(row) ? HIDDEN : "")
                .append("><span class=\"name\">")
                .append(name)
                .append("</span> <span class=\"row\">");
        for (var column = 0; column < hidden.size(); column++) {
            var tile = row.tiles().get(column);
            if (tile == null) {
                html.append(hidden.get(column) ? "<i hidden></i>" : "<i></i>");
            } else {
                MarkHtml.append(tile.mark(), hidden.get(column), html);
            }
        }
        html.append("</span></li>\n");
        write();
    }
}
