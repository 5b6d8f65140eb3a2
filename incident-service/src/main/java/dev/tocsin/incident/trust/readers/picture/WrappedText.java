package dev.tocsin.incident.trust.readers.picture;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.text.AttributedString;
import java.util.ArrayList;
import java.util.List;

/// Text in lines that end before the picture's right margin. Text that needs too many lines ends with an ellipsis.
///
/// @param right where lines end at the latest
record WrappedText(String text, Font font, int lines, int right) {

    private static final float LEADING = 1.25f;

    void paint(Graphics2D graphics, int x, int top) {
        if (text.isEmpty()) {
            return;
        }
        var height = font.getSize() * LEADING;
        var baseline = top + font.getSize();
        for (var line : layouts(graphics.getFontRenderContext(), right - x)) {
            line.draw(graphics, x, baseline);
            baseline += (int) height;
        }
    }

    /// Whether it is whole within its lines.
    boolean fits(Graphics2D graphics, int x) {
        return text.isEmpty()
                || broken(text, graphics.getFontRenderContext(), right - x).size() <= lines;
    }

    private List<TextLayout> layouts(FontRenderContext context, int width) {
        for (var shown = text; ; shown = shorter(shown)) {
            var layouts = broken(shown, context, width);
            if (layouts.size() <= lines) {
                return layouts;
            }
        }
    }

    private static String shorter(String text) {
        var points = text.codePointCount(0, text.length());
        return text.substring(0, text.offsetByCodePoints(0, Math.max(0, points - 4)))
                        .strip() + "…";
    }

    private List<TextLayout> broken(String shown, FontRenderContext context, int width) {
        var styled = new AttributedString(shown);
        styled.addAttribute(TextAttribute.FONT, font);
        var measurer = new LineBreakMeasurer(styled.getIterator(), context);
        var layouts = new ArrayList<TextLayout>();
        while (measurer.getPosition() < shown.length()) {
            layouts.add(measurer.nextLayout(width));
        }
        return layouts;
    }
}
