package dev.tocsin.incident.trust.readers.picture;

import dev.tocsin.engine.uptime.Status;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;

/// The shape and the colour of a status, on a field of 16 by 16.
final class StatusMark {

    private static final BasicStroke PEN = new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final BasicStroke THIN_PEN = new BasicStroke(1, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

    private StatusMark() {}

    /// @param size the width and the height of the shape
    static void paint(Status status, Color ground, Graphics2D graphics, int size) {
        graphics.scale(size / 16.0, size / 16.0);
        graphics.setStroke(PEN);
        graphics.setColor(colour(status));
        switch (status) {
            case UP -> {
                graphics.fill(new Ellipse2D.Double(0, 0, 16, 16));
                cut(graphics, ground, lines(4.2, 8.4, 6.8, 11, 11.8, 5.6));
            }
            case DEGRADED -> {
                var triangle = lines(8, .8, 15.8, 15, .2, 15);
                triangle.closePath();
                graphics.fill(triangle);
                cut(graphics, ground, lines(8, 6, 8, 10));
                cut(graphics, ground, lines(8, 12, 8, 12.6));
            }
            case DOWN -> {
                graphics.fill(new RoundRectangle2D.Double(.5, .5, 15, 15, 4, 4));
                cut(graphics, ground, lines(4.7, 4.7, 11.3, 11.3));
                cut(graphics, ground, lines(11.3, 4.7, 4.7, 11.3));
            }
            case UNKNOWN -> {
                graphics.draw(new Ellipse2D.Double(1.2, 1.2, 13.6, 13.6));
                graphics.setStroke(THIN_PEN);
                graphics.draw(lines(3.4, 9.8, 9.8, 3.4));
                graphics.draw(lines(5, 13, 13, 5));
                graphics.draw(lines(9.2, 14.2, 14.2, 9.2));
            }
            case MAINTENANCE -> graphics.fill(wrench());
            case UNWATCHED -> graphics.draw(lines(4, 8, 12, 8));
        }
    }

    static Color colour(Status status) {
        return new Color(
                switch (status) {
                    case UP -> 0x0f7b5f;
                    case DEGRADED -> 0x9a6700;
                    case DOWN -> 0xc0311f;
                    case UNKNOWN, UNWATCHED -> 0x6b7280;
                    case MAINTENANCE -> 0x2b59c3;
                });
    }

    private static void cut(Graphics2D graphics, Color ground, Shape line) {
        graphics.setColor(ground);
        graphics.draw(line);
    }

    private static Path2D.Double lines(double... points) {
        var path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (var at = 2; at < points.length; at += 2) {
            path.lineTo(points[at], points[at + 1]);
        }
        return path;
    }

    /// A handle from the lower left, and a jaw that is open to the upper right.
    private static Shape wrench() {
        var wrench = new Area(new Ellipse2D.Double(6.4, 0, 9.6, 9.6));
        var jaw = new Area(new RoundRectangle2D.Double(-1.6, -8, 3.2, 8, 1, 1));
        jaw.transform(new AffineTransform(.7071, .7071, -.7071, .7071, 11.2, 4.8));
        wrench.subtract(jaw);
        var handle = new Area(new RoundRectangle2D.Double(-2, 1, 4, 12.6, 4, 4));
        handle.transform(new AffineTransform(.7071, .7071, -.7071, .7071, 10.4, 5.6));
        wrench.add(handle);
        return wrench;
    }
}
