package dev.tocsin.engine.catalog;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A colour of sRGB, written such as `#2b59c3`, and how well it is read (WCAG 2.2, contrast ratio and relative
/// luminance).
///
/// @param red from 0 to 255, as are green and blue
public record Colour(int red, int green, int blue) {

    /// The least contrast of text in its usual size (WCAG 2.2, success criterion 1.4.3).
    public static final double LEAST_CONTRAST = 4.5;

    private static final Pattern HEX = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final int STEPS = 100;

    public static Optional<Colour> of(String text) {
        if (!HEX.matcher(text).matches()) {
            return Optional.empty();
        }
        var bits = Integer.parseInt(text.substring(1), 16);
        return Optional.of(new Colour(bits >> 16, bits >> 8 & 0xff, bits & 0xff));
    }

    /// From 1 for like colours to 21 for black and white.
    public double contrastWith(Colour other) {
        var lighter = Math.max(luminance(), other.luminance());
        var darker = Math.min(luminance(), other.luminance());
        return (lighter + 0.05) / (darker + 0.05);
    }

    public boolean isReadableOn(Colour surface) {
        return contrastWith(surface) >= LEAST_CONTRAST;
    }

    /// @param surfaces at least one
    public Colour leastContrasting(List<Colour> surfaces) {
        return surfaces.stream()
                .min(Comparator.comparingDouble(this::contrastWith))
                .orElseThrow();
    }

    /// The first on the way to black or to white that is readable on all of these surfaces.
    ///
    /// @param surfaces of one theme, at least one
    public Colour nearestReadableOn(List<Colour> surfaces) {
        var end = surfaces.getFirst().luminance() > 0.5 ? new Colour(0, 0, 0) : new Colour(255, 255, 255);
        for (var step = 0; step < STEPS; step++) {
            var mixed = mixed(end, step);
            if (surfaces.stream().allMatch(mixed::isReadableOn)) {
                return mixed;
            }
        }
        return end;
    }

    private Colour mixed(Colour end, int step) {
        return new Colour(mixed(red, end.red, step), mixed(green, end.green, step), mixed(blue, end.blue, step));
    }

    private static int mixed(int from, int to, int step) {
        return from + Math.round((to - from) * step / (float) STEPS);
    }

    private double luminance() {
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    }

    private static double linear(int channel) {
        var share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    @Override
    public String toString() {
        return "#%02x%02x%02x".formatted(red, green, blue);
    }
}
