package dev.tocsin.incident.trust.readers.picture;

import static java.awt.RenderingHints.KEY_ANTIALIASING;
import static java.awt.RenderingHints.KEY_FRACTIONALMETRICS;
import static java.awt.RenderingHints.KEY_STROKE_CONTROL;
import static java.awt.RenderingHints.KEY_TEXT_ANTIALIASING;
import static java.awt.RenderingHints.VALUE_ANTIALIAS_ON;
import static java.awt.RenderingHints.VALUE_FRACTIONALMETRICS_ON;
import static java.awt.RenderingHints.VALUE_STROKE_PURE;
import static java.awt.RenderingHints.VALUE_TEXT_ANTIALIAS_ON;

import dev.tocsin.incident.trust.readers.Card;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.jboss.logging.Logger;

/// Paints a [Card] as a PNG of the size that link previews use, in the colours of the light theme. A machine without
/// fonts gets the shape and the colour alone; the preview has the words beside it.
public final class CardPicture {

    public static final int WIDTH = 1200;
    public static final int HEIGHT = 630;

    private static final Logger LOG = Logger.getLogger(CardPicture.class);
    private static final Color GROUND = Color.WHITE;
    private static final Color INK = new Color(0x1b1f24);
    private static final Color QUIET = new Color(0x5b6470);
    private static final Color LINE = new Color(0xdfe3e8);
    private static final int MARGIN = 80;
    private static final int MARK = 104;
    private static final int BESIDE_MARK = MARGIN + MARK + 48;
    private static final int BELOW_NAME = 176;
    private static final boolean HAS_FONTS = hasFonts();

    private CardPicture() {}

    public static byte[] png(Card card) {
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        try {
            paint(card, graphics);
        } finally {
            graphics.dispose();
        }
        var png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }

    private static void paint(Card card, Graphics2D graphics) {
        graphics.setRenderingHint(KEY_ANTIALIASING, VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(KEY_TEXT_ANTIALIASING, VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(KEY_FRACTIONALMETRICS, VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(KEY_STROKE_CONTROL, VALUE_STROKE_PURE);
        graphics.setColor(GROUND);
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        graphics.setColor(StatusMark.colour(card.status()));
        graphics.fillRect(0, 0, WIDTH, 16);
        StatusMark.paint(
                card.status(), GROUND, (Graphics2D) graphics.create(MARGIN, BELOW_NAME + 8, MARK + 8, MARK + 8), MARK);
        graphics.setColor(LINE);
        graphics.fillRect(MARGIN, HEIGHT - 136, WIDTH - 2 * MARGIN, 2);
        if (HAS_FONTS) {
            graphics.setColor(INK);
            text(card.name(), Font.BOLD, 40, 1).paint(graphics, MARGIN, 80);
            sentence(card.sentence(), graphics).paint(graphics, BESIDE_MARK, BELOW_NAME);
            graphics.setColor(QUIET);
            text(card.note(), Font.PLAIN, 32, 1).paint(graphics, MARGIN, HEIGHT - 104);
        }
    }

    /// A long sentence is smaller.
    private static WrappedText sentence(String text, Graphics2D graphics) {
        var large = text(text, Font.BOLD, 60, 3);
        return large.fits(graphics, BESIDE_MARK) ? large : text(text, Font.BOLD, 44, 5);
    }

    private static WrappedText text(String text, int style, int size, int lines) {
        return new WrappedText(text, new Font(Font.SANS_SERIF, style, size), lines, WIDTH - MARGIN);
    }

    /// The JDK finds fonts by libraries of the system, which a lean container may lack.
    private static boolean hasFonts() {
        System.setProperty("java.awt.headless", "true");
        try {
            return new Font(Font.SANS_SERIF, Font.PLAIN, 32).canDisplay('a');
        } catch (LinkageError | InternalError e) {
            LOG.warn(
                    "Previews of links show no text, because this machine has no fonts: install fontconfig and a font",
                    e);
            return false;
        }
    }
}
