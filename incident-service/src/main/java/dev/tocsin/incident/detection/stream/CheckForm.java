package dev.tocsin.incident.detection.stream;

import static dev.tocsin.incident.detection.stream.StateFields.constant;
import static dev.tocsin.incident.detection.stream.StateFields.list;
import static dev.tocsin.incident.detection.stream.StateFields.name;
import static dev.tocsin.incident.detection.stream.StateFields.number;
import static dev.tocsin.incident.detection.stream.StateFields.some;

import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Vote;
import dev.tocsin.contract.catalog.CheckTiming;
import dev.tocsin.contract.catalog.FailingMeans;
import dev.tocsin.contract.catalog.HeartbeatTiming;
import dev.tocsin.contract.health.CellChecksDefined.AssignedCheck;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.engine.detection.Ballot;
import dev.tocsin.engine.detection.Ballot.Cast;
import dev.tocsin.engine.detection.CheckState;
import dev.tocsin.engine.detection.HeartbeatCheck;
import dev.tocsin.engine.detection.Recent;
import dev.tocsin.engine.detection.VotedCheck;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A check as bytes: its definition, then what is known of it, voted on or reported by a job.
final class CheckForm {

    private static final long NO_LIMIT = -1;

    private CheckForm() {}

    static void write(DataOutputStream out, CheckState check) throws IOException {
        definition(out, check.definition());
        switch (check) {
            case VotedCheck voted -> voted(out, voted);
            case HeartbeatCheck job -> job(out, job);
        }
    }

    static CheckState read(DataInputStream in, boolean jobs) throws IOException {
        var definition = definition(in, jobs);
        return definition.heartbeat() == null ? voted(in, definition) : job(in, definition);
    }

    private static void voted(DataOutputStream out, VotedCheck check) throws IOException {
        number(out, check.definedAt());
        constant(out, check.verdict());
        number(out, check.since());
        number(out, check.contestedSince());
        list(out, check.ballots(), CheckForm::ballot);
    }

    private static VotedCheck voted(DataInputStream in, AssignedCheck definition) throws IOException {
        return new VotedCheck(
                definition,
                number(in),
                constant(in, Verdict.class),
                number(in),
                number(in),
                list(in, CheckForm::ballot));
    }

    private static void job(DataOutputStream out, HeartbeatCheck check) throws IOException {
        constant(out, check.verdict());
        number(out, check.since());
        number(out, check.reportedAt());
        number(out, check.startedAt());
        constant(out, check.error());
        out.writeUTF(check.detail() == null ? "" : check.detail());
    }

    private static HeartbeatCheck job(DataInputStream in, AssignedCheck definition) throws IOException {
        return new HeartbeatCheck(
                definition,
                constant(in, Verdict.class),
                number(in),
                number(in),
                number(in),
                constant(in, ErrorKind.class),
                textOrNull(in.readUTF()));
    }

    private static @Nullable String textOrNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static void definition(DataOutputStream out, AssignedCheck check) throws IOException {
        var timing = check.timing();
        out.writeUTF(check.check());
        out.writeUTF(check.definition());
        constant(out, check.failingMeans());
        number(out, timing.everyMillis());
        number(out, timing.timeoutMillis());
        number(out, timing.slowAfterMillis());
        number(out, timing.confirmations());
        number(out, timing.voteLifeMillis());
        list(out, check.from(), DataOutputStream::writeUTF);
        out.writeBoolean(check.heartbeat() != null);
        if (check.heartbeat() != null) {
            heartbeat(out, check.heartbeat());
        }
    }

    private static void heartbeat(DataOutputStream out, HeartbeatTiming timing) throws IOException {
        number(out, timing.graceMillis());
        number(out, timing.longestMillis() == null ? NO_LIMIT : timing.longestMillis());
    }

    private static HeartbeatTiming heartbeat(DataInputStream in) throws IOException {
        var grace = number(in);
        var longest = number(in);
        return new HeartbeatTiming(grace, longest == NO_LIMIT ? null : longest);
    }

    private static AssignedCheck definition(DataInputStream in, boolean jobs) throws IOException {
        return new AssignedCheck(
                name(in),
                name(in),
                some(constant(in, FailingMeans.class)),
                new CheckTiming(number(in), number(in), number(in), (int) number(in), number(in)),
                list(in, StateFields::name),
                jobs && in.readBoolean() ? heartbeat(in) : null);
    }

    private static void ballot(DataOutputStream out, Ballot ballot) throws IOException {
        out.writeUTF(ballot.vantagePoint());
        recent(out, ballot.recent());
        out.writeBoolean(ballot.cast() != null);
        if (ballot.cast() != null) {
            cast(out, ballot.cast());
        }
    }

    private static Ballot ballot(DataInputStream in) throws IOException {
        return new Ballot(name(in), recent(in), in.readBoolean() ? cast(in) : null);
    }

    /// Writes each result as its difference to the next later one, which takes fewer bytes.
    private static void recent(DataOutputStream out, Recent recent) throws IOException {
        var packed = recent.packed();
        out.writeByte(packed.length);
        var later = 0L;
        for (var result : packed) {
            number(out, later - result);
            later = result;
        }
    }

    private static Recent recent(DataInputStream in) throws IOException {
        var packed = new long[in.readUnsignedByte()];
        var later = 0L;
        for (var age = 0; age < packed.length; age++) {
            packed[age] = later - number(in);
            later = packed[age];
        }
        return Recent.of(packed);
    }

    private static void cast(DataOutputStream out, Cast cast) throws IOException {
        constant(out, cast.run());
        out.writeBoolean(cast.brownOut());
        number(out, cast.since());
        number(out, cast.confirmed());
        constant(out, cast.error());
    }

    private static Cast cast(DataInputStream in) throws IOException {
        return new Cast(
                some(constant(in, Vote.class)),
                in.readBoolean(),
                number(in),
                number(in),
                constant(in, ErrorKind.class));
    }
}
