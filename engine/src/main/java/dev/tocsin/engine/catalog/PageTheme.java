package dev.tocsin.engine.catalog;

import java.util.List;

/// A theme of the pages.
public enum PageTheme {
    LIGHT,
    DARK;

    /// The surfaces on which it has text, the ground first; the pages' style sheet has the same. Text on a button of
    /// the accent's colour has the colour of the ground.
    public List<Colour> surfaces() {
        return switch (this) {
            case LIGHT -> List.of(new Colour(0xff, 0xff, 0xff), new Colour(0xf6, 0xf7, 0xf8));
            case DARK -> List.of(new Colour(0x14, 0x17, 0x1b), new Colour(0x1c, 0x20, 0x26));
        };
    }
}
