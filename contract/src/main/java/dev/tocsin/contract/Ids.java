package dev.tocsin.contract;

/// The grammar of ids that people choose: regions, components, checks, vantage points, windows.
public final class Ids {

    private static final int LONGEST = 63;

    private Ids() {}

    /// Whether `text` is a lower-case letter, then at most 62 of a-z, 0-9 and -. It is called often, so it uses no
    /// regular expression.
    public static boolean isId(String text) {
        if (text.isEmpty() || text.length() > LONGEST || !isLetter(text.charAt(0))) {
            return false;
        }
        for (var i = 1; i < text.length(); i++) {
            var character = text.charAt(i);
            if (!isLetter(character) && !(character >= '0' && character <= '9') && character != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char character) {
        return character >= 'a' && character <= 'z';
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
