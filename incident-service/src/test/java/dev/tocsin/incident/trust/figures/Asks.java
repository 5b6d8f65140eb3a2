package dev.tocsin.incident.trust.figures;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import java.time.Instant;

/// Health events of a check of login@na.
public final class Asks {

    public static final Cell LOGIN = Cell.of("login@na");
    public static final String CHECK = "login-page";

    private Asks() {}

    public static HealthObserved passed(String vantagePoint, Instant at, double millis) {
        return of(LOGIN, vantagePoint, vantagePoint + "-1", Outcome.PASS, at, millis);
    }

    public static HealthObserved failed(String vantagePoint, Instant at) {
        return of(LOGIN, vantagePoint, vantagePoint + "-1", Outcome.FAIL, at, 5_000);
    }

    public static HealthObserved of(
            Cell cell, String vantagePoint, String probe, Outcome outcome, Instant at, double millis) {
        return new HealthObserved(
                CHECK,
                cell,
                vantagePoint,
                probe,
                outcome,
                at,
                millis,
                null,
                outcome == Outcome.FAIL ? ErrorKind.REFUSED : null,
                null,
                null);
    }
}
