package dev.tocsin.incident.trust.html;

import dev.tocsin.contract.Text;
import dev.tocsin.incident.trust.pageparts.CellMark;

/// A cell's mark as HTML. It is written without a template, because in a storm thousands of marks change at once.
public final class MarkHtml {

    private MarkHtml() {}

    public static String of(CellMark mark) {
        var html = new StringBuilder();
        append(mark, false, html);
        return html.toString();
    }

    public static void append(CellMark mark, boolean hidden, StringBuilder html) {
        html.append("<a class=\"")
                .append(mark.status().style())
                .append("\" href=\"")
                .append(PageLinks.base())
                .append("/cells/")
                .append(mark.cell().component())
                .append('@')
                .append(mark.cell().region())
                .append("\" title=\"")
                .append(Text.escaped(mark.what()))
                .append(": ")
                .append(mark.status().word())
                .append(hidden ? "\" hidden></a>" : "\"></a>");
    }
}
