package dev.tocsin.probe.check;

import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.health.Outcome;
import java.util.function.UnaryOperator;

/// What was wrong with an ask.
///
/// @param outcome `fail`, `slow` or `unsure`
/// @param detail one printable line for operators, cut at 200 characters; never a secret, a header's value or a query
public record Fault(Outcome outcome, ErrorKind kind, String detail) {

    private static final int LONGEST = 200;

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

    private static String oneLine(String text) {
        var line = text.strip().replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
