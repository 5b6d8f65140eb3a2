package dev.tocsin.probe.check;

import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.health.Outcome;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// The reason why an ask did not pass.
///
/// @param outcome `fail`, `slow` or `unsure`
/// @param detail one printable line for operators, cut at 200 characters; never a secret, a header's value or a query
public record Fault(Outcome outcome, ErrorKind kind, String detail) {

    private static final int LONGEST = 200;
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Cn}\\p{Zl}\\p{Zp}]+");

    public Fault {
        if (outcome == Outcome.PASS) {
            throw new IllegalArgumentException("what passed has no fault");
        }
        detail = oneLine(detail);
    }

    public static Fault of(ErrorKind kind, String detail) {
        return new Fault(Outcome.FAIL, kind, detail);
    }

    /// The probe could not ask, so this says nothing about the cell.
    public static Fault unsure(ErrorKind kind, String detail) {
        return new Fault(Outcome.UNSURE, kind, detail);
    }

    public Fault withDetail(UnaryOperator<String> change) {
        return new Fault(outcome, kind, change.apply(detail));
    }

    /// Targets put anything into certificates and answers: control characters, half surrogate pairs, marks that
    /// reverse text.
    private static String oneLine(String text) {
        var line = UNPRINTABLE.matcher(text).replaceAll(" ").strip();
        if (line.length() <= LONGEST) {
            return line;
        }
        var end = Character.isHighSurrogate(line.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1;
        return line.substring(0, end) + "…";
    }
}
