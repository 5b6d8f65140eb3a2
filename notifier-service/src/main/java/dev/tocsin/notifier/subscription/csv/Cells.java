package dev.tocsin.notifier.subscription.csv;

/// What stands in cells, such that no spreadsheet takes it for a formula (OWASP, *CSV Injection*).
final class Cells {

    /// With which a spreadsheet takes a text as it is. A text that begins with it gets another, so that reading gives
    /// back what was written.
    private static final char MARK = '\'';

    private static final String BEGINNINGS_OF_FORMULAS = "=+-@\t\r";

    private Cells() {}

    static String harmless(String text) {
        return isMarkable(text, 0) ? MARK + text : text;
    }

    /// What [#harmless] made of it.
    static String plain(String cell) {
        return !cell.isEmpty() && cell.charAt(0) == MARK && isMarkable(cell, 1) ? cell.substring(1) : cell;
    }

    private static boolean isMarkable(String text, int at) {
        return text.length() > at && (text.charAt(at) == MARK || BEGINNINGS_OF_FORMULAS.indexOf(text.charAt(at)) >= 0);
    }
}
