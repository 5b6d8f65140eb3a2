package dev.tocsin.support.problem;

/// Characters that no text from outside may have: PostgreSQL cannot store U+0000, and a page should show none of them.
public final class UnsafeCharacters {

    public static final String MESSAGE = "must not contain control characters";

    private UnsafeCharacters() {}

    /// Tabs and line ends are allowed; half of a surrogate pair is not.
    public static boolean areIn(String text) {
        return text.codePoints().anyMatch(UnsafeCharacters::isControl);
    }

    private static boolean isControl(int character) {
        return switch (character) {
            case '\t', '\n', '\r' -> false;
            default ->
                switch (Character.getType(character)) {
                    case Character.CONTROL, Character.SURROGATE -> true;
                    default -> false;
                };
        };
    }
}
