package dev.tocsin.contract;

import static dev.tocsin.contract.ExampleDay.CACHE;
import static dev.tocsin.contract.ExampleDay.LOGIN;
import static dev.tocsin.contract.ExampleDay.TIMING;
import static dev.tocsin.contract.ExampleDay.at;

import dev.tocsin.contract.catalog.FailingMeans;
import dev.tocsin.contract.figures.MinuteCounted;
import dev.tocsin.contract.figures.MinuteCounted.CheckCount;
import dev.tocsin.contract.figures.MinuteCounted.LatencyBin;
import dev.tocsin.contract.health.BlindnessBegan;
import dev.tocsin.contract.health.BlindnessEnded;
import dev.tocsin.contract.health.CellChecksDefined;
import dev.tocsin.contract.health.CellChecksDefined.AssignedCheck;
import dev.tocsin.contract.health.ClockTicked;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.contract.health.Phases;
import dev.tocsin.contract.health.RunStarted;
import dev.tocsin.contract.health.VantagePointSetAside;
import dev.tocsin.contract.health.VantagePointTakenBack;
import dev.tocsin.contract.status.ClockAdvanced;
import dev.tocsin.contract.status.Mark;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.contract.status.StatusChanged.CheckVerdict;
import dev.tocsin.contract.status.StatusChanged.CountedVote;
import dev.tocsin.contract.status.WatchEnded;
import dev.tocsin.contract.vantage.HeartbeatSent;
import dev.tocsin.contract.vantage.HeartbeatSent.Control;
import java.util.List;

/// What probes, jobs and detection publish, one event of each type.
final class HealthExamples {

    private HealthExamples() {}

    static List<Event> all() {
        return List.of(
                new HealthObserved(
                        "login-page",
                        LOGIN,
                        "us-east",
                        "us-east-1",
                        Outcome.FAIL,
                        at("14:10:11"),
                        5000.0,
                        new Phases(1.25, 18.5, 40.0, null, null),
                        ErrorKind.TIMED_OUT,
                        "no answer within 5000 ms",
                        "3f9a0c5d71be"),
                new RunStarted("nightly-backup", CACHE, at("02:00:01")),
                new ClockTicked(7, at("14:10:12"), true),
                new CellChecksDefined(
                        LOGIN,
                        1,
                        at("06:00"),
                        List.of(new AssignedCheck(
                                "login-page",
                                "3f9a0c5d71be",
                                FailingMeans.DOWN,
                                TIMING,
                                List.of("us-east", "eu-west", "ap-south")))),
                new VantagePointSetAside("ap-south", null, at("11:30"), "all of its 2 controls fail"),
                new VantagePointTakenBack("ap-south", null, at("11:42"), "its controls answer again"),
                new BlindnessBegan(at("15:20"), "12 results came in 60 s, 90 are usual"),
                new BlindnessEnded(at("15:26"), "88 results came in 60 s, 90 are usual"),
                new HeartbeatSent(
                        "us-east",
                        "us-east-1",
                        at("14:10:15"),
                        at("05:58"),
                        10_000,
                        1,
                        15,
                        List.of(new Control("https://one.example", true), new Control("tcp://two.example:443", true)),
                        -12.5,
                        true,
                        0,
                        0,
                        0,
                        List.of()),
                new StatusChanged(
                        LOGIN,
                        2,
                        Verdict.DOWN,
                        Verdict.UP,
                        at("14:10:11"),
                        at("14:10:27.400"),
                        7,
                        List.of(Mark.PARTLY_UNKNOWN),
                        "login-page is DOWN: 2 of 3 live votes",
                        List.of(
                                new CheckVerdict("certificate", Verdict.UNKNOWN),
                                new CheckVerdict("login-page", Verdict.DOWN)),
                        List.of(
                                new CountedVote("login-page", "ap-south", Vote.UP, at("06:00:02"), null),
                                new CountedVote(
                                        "login-page", "eu-west", Vote.DOWN, at("14:10:11"), ErrorKind.TIMED_OUT),
                                new CountedVote(
                                        "login-page", "us-east", Vote.DOWN, at("14:10:11"), ErrorKind.TIMED_OUT))),
                new WatchEnded(Cell.of("fax@na"), 5, at("06:00"), 3),
                new ClockAdvanced(7, at("14:10:28")),
                new MinuteCounted(
                        LOGIN,
                        at("14:10"),
                        at("14:11:30"),
                        List.of(
                                new CheckCount(
                                        "login-page",
                                        "ap-south",
                                        0,
                                        0,
                                        List.of(new LatencyBin(115, 2), new LatencyBin(118, 1))),
                                new CheckCount("login-page", "us-east", 3, 1, List.of(new LatencyBin(97, 1))))));
    }
}
