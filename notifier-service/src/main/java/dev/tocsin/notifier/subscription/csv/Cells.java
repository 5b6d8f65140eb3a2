package dev.tocsin.notifier.subscription.csv;

/// Escapes the text of cells, so that no spreadsheet takes it for a formula (OWASP, *CSV Injection*).
final class Cells {

    /// Makes a spreadsheet take a text as it is. A text that begins with this mark gets another, so that reading gives
    /// back the text that was written.
    private static final char MARK = '\'';

    private static final String BEGINNINGS_OF_FORMULAS = "=+-@\t\r";

    private Cells() {}

    static String harmless(String text) {
        return isMarkable(text, 0) ? MARK + text : text;
    }

    /// Undoes [#harmless].
    static String plain(String cell) {
        return !cell.isEmpty() && cell.charAt(0) == MARK && isMarkable(cell, 1) ? cell.substring(1) : cell;
    }

    private static boolean isMarkable(String text, int at) {
        return text.length() > at && (text.charAt(at) == MARK || BEGINNINGS_OF_FORMULAS.indexOf(text.charAt(at)) >= 0);
    }
}
