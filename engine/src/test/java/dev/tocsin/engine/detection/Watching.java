package dev.tocsin.engine.detection;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.catalog.CheckTiming;
import dev.tocsin.contract.catalog.FailingMeans;
import dev.tocsin.contract.health.CellChecksDefined;
import dev.tocsin.contract.health.CellChecksDefined.AssignedCheck;
import dev.tocsin.contract.health.ClockTicked;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.health.HealthLogEvent;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.contract.health.VantagePointSetAside;
import dev.tocsin.contract.health.VantagePointTakenBack;
import dev.tocsin.contract.status.CellStatusEvent;
import dev.tocsin.contract.status.StatusChanged;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One cell and its partition's log, told in seconds from noon.
final class Watching {

    static final Cell LOGIN = Cell.of("login@na");
    static final Instant NOON = Instant.parse("2006-04-11T12:00:00Z");
    static final String VIRGINIA = "us-east";
    static final String IRELAND = "eu-west";
    static final String MUMBAI = "ap-south";
    static final String PAGE = "login-page";
    static final String CERTIFICATE = "certificate";

    private final Detection detection = new Detection(new PartitionMemory(7));
    private final List<CellStatusEvent> told = new ArrayList<>();
    private @Nullable Reception lastReception;
    private @Nullable AgreementCounted lastCount;

    /// A page of login that three vantage points ask each 30 s; three like results flip a vote, which lives 75 s.
    static Watching loginPage() {
        return new Watching().defined(0, check(PAGE, VIRGINIA, IRELAND, MUMBAI));
    }

    static AssignedCheck check(String id, String... from) {
        return check(id, "aaaaaaaaaaaa", FailingMeans.DOWN, 3, from);
    }

    static AssignedCheck check(
            String id, String definition, FailingMeans failingMeans, int confirmations, String... from) {
        return new AssignedCheck(
                id,
                definition,
                failingMeans,
                new CheckTiming(30_000, 5_000, 5_000, confirmations, 75_000),
                List.of(from));
    }

    static Instant at(double seconds) {
        return NOON.plus(Duration.ofMillis((long) (seconds * 1000)));
    }

    Watching defined(double second, AssignedCheck... checks) {
        return take(at(second), new CellChecksDefined(LOGIN, 1, at(second), List.of(checks)));
    }

    Watching passed(String vantagePoint, double second) {
        return observed(event(PAGE, vantagePoint, Outcome.PASS, second));
    }

    Watching slow(String vantagePoint, double second) {
        return observed(event(PAGE, vantagePoint, Outcome.SLOW, second));
    }

    Watching failed(String vantagePoint, double second) {
        return observed(event(PAGE, vantagePoint, Outcome.FAIL, second));
    }

    Watching observed(HealthObserved event) {
        return observed(event, event.time());
    }

    Watching observed(HealthObserved event, Instant appended) {
        return take(appended, event);
    }

    Watching time(double second) {
        return take(at(second), new ClockTicked(7, at(second), false));
    }

    Watching setAside(String vantagePoint, double second) {
        return take(at(second), new VantagePointSetAside(vantagePoint, null, at(second), "its clock is off"));
    }

    Watching takenBack(String vantagePoint, double second) {
        return take(at(second), new VantagePointTakenBack(vantagePoint, null, at(second), "it agrees again"));
    }

    Watching take(Instant appended, HealthLogEvent event) {
        var findings = detection.take(appended, event);
        told.addAll(findings.changes());
        if (findings.reception() != null) {
            lastReception = findings.reception();
        }
        lastCount = findings.counted() == null ? lastCount : findings.counted();
        return this;
    }

    /// All up, from all three, at the given second.
    Watching allPassed(double second) {
        return passed(VIRGINIA, second).passed(IRELAND, second).passed(MUMBAI, second);
    }

    static HealthObserved event(String check, String vantagePoint, Outcome outcome, double second) {
        return new HealthObserved(
                check,
                LOGIN,
                vantagePoint,
                vantagePoint + "-1",
                outcome,
                at(second),
                12.5,
                null,
                outcome == Outcome.FAIL ? ErrorKind.REFUSED : null,
                null,
                "aaaaaaaaaaaa");
    }

    List<CellStatusEvent> told() {
        return List.copyOf(told);
    }

    List<String> verdicts() {
        return told.stream()
                .map(event -> event instanceof StatusChanged changed
                        ? "%s since %s".formatted(changed.verdict(), seconds(changed.onset()))
                        : event.getClass().getSimpleName())
                .toList();
    }

    StatusChanged last() {
        return (StatusChanged) told.getLast();
    }

    @Nullable
    Verdict verdict() {
        return cell().verdict();
    }

    /// As it was counted last; null if it was not compared.
    AgreementCounted.@Nullable Agreement agreement(String vantagePoint) {
        return Objects.requireNonNull(lastCount).agreements().stream()
                .filter(agreement -> agreement.vantagePoint().equals(vantagePoint))
                .findFirst()
                .orElse(null);
    }

    Reception reception() {
        return Objects.requireNonNull(lastReception);
    }

    CellState cell() {
        return Objects.requireNonNull(detection.cell(LOGIN));
    }

    private static String seconds(Instant time) {
        return Double.toString(Duration.between(NOON, time).toMillis() / 1000.0).replaceAll("\\.0$", "");
    }
}
