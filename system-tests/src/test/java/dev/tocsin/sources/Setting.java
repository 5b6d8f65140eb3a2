package dev.tocsin.sources;

import org.jspecify.annotations.Nullable;

/// A configuration key of ours.
///
/// @param type as a reader of the page understands it
/// @param fallback what holds where the key is not set; null where it must be set or may be left out
/// @param optional whether it may be left out
/// @param meaning what it is for; empty where nothing says so
record Setting(String key, String type, @Nullable String fallback, boolean optional, String meaning) {

    Setting withMeaning(String other) {
        return new Setting(key, type, fallback, optional, other);
    }

    Setting withFallback(String other) {
        return new Setting(key, type, other, optional, meaning);
    }
}
