package dev.tocsin.contract;

import java.util.regex.Pattern;

/// The grammar of ids that people choose: regions, components, checks, vantage points, windows.
public final class Ids {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    private Ids() {}

    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /// @throws IllegalArgumentException naming `what`, when `id` is not an id
    public static String requireId(String what, String id) {
        if (!isId(id)) {
            throw new IllegalArgumentException(
                    "%s \"%s\" is not an id: a lower-case letter, then at most 62 of a-z, 0-9 and -"
                            .formatted(what, id));
        }
        return id;
    }
}
