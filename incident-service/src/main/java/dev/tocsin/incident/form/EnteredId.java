package dev.tocsin.incident.form;

import dev.tocsin.support.problem.UnsafeCharacters;
import org.jspecify.annotations.Nullable;

/// The id in a hidden field, which says on what a form acts.
public final class EnteredId {

    private EnteredId() {}

    /// Empty, which is the id of nothing, where the field is missing or has characters that no id has.
    public static String of(@Nullable String entered) {
        return entered == null || UnsafeCharacters.areIn(entered) ? "" : entered;
    }
}
