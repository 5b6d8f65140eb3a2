package dev.tocsin.incident.detection.stream;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.InternedTexts;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Vote;
import dev.tocsin.contract.catalog.CheckTiming;
import dev.tocsin.contract.catalog.FailingMeans;
import dev.tocsin.contract.catalog.HeartbeatTiming;
import dev.tocsin.contract.health.CellChecksDefined.AssignedCheck;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.status.Mark;
import dev.tocsin.engine.detection.Ballot;
import dev.tocsin.engine.detection.Ballot.Cast;
import dev.tocsin.engine.detection.CellState;
import dev.tocsin.engine.detection.CheckState;
import dev.tocsin.engine.detection.Flapping;
import dev.tocsin.engine.detection.HeartbeatCheck;
import dev.tocsin.engine.detection.PartitionState;
import dev.tocsin.engine.detection.PartitionState.SetAside;
import dev.tocsin.engine.detection.Recent;
import dev.tocsin.engine.detection.VotedCheck;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.utils.ByteBufferOutputStream;
import org.apache.kafka.common.utils.ByteUtils;
import org.jspecify.annotations.Nullable;

/// Stored state as bytes: the form's number, then the fields in the order of the records.
///
/// A change of a stored record needs the next form number, and code here that reads the older form. Form 1 is JSON,
/// which begins with a brace. Form 2 has neither jobs nor the time since which Tocsin listens; its clock stands in for
/// that time. Not thread-safe.
final class StateForm {

    static final int NUMBER = 3;

    private static final int WITHOUT_JOBS = 2;

    private static final long NO_LIMIT = -1;
    private static final int USUAL_SIZE = 2048;

    private final ByteBufferOutputStream bytes = new ByteBufferOutputStream(USUAL_SIZE);
    private final DataOutputStream out = new DataOutputStream(bytes);

    /// State in a form that this version does not know, because a newer version wrote it.
    static final class UnknownForm extends IllegalStateException {

        UnknownForm(int number) {
            super(
                    "Detection's state in Kafka has form %d, and this version knows %d at most: run the version that wrote it, or newer"
                            .formatted(number, NUMBER));
        }
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }

    private interface ReadingForm<T> {
        T from(DataInputStream in, boolean jobs) throws IOException;
    }

    byte[] write(CellState state) {
        return written(to -> cell(to, state));
    }

    byte[] write(PartitionState state) {
        return written(to -> partition(to, state));
    }

    /// @throws UnknownForm when a newer version wrote it
    static CellState readCell(byte[] bytes) {
        return bytes[0] == '{' ? FirstForm.readCell(bytes) : read(bytes, StateForm::cell);
    }

    /// @throws UnknownForm when a newer version wrote it
    static PartitionState readPartition(byte[] bytes) {
        return read(bytes, StateForm::partition);
    }

    private byte[] written(Writing writing) {
        bytes.position(0);
        try {
            out.writeByte(NUMBER);
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Arrays.copyOf(bytes.buffer().array(), bytes.position());
    }

    private static <T> T read(byte[] bytes, ReadingForm<T> reading) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            var number = in.readUnsignedByte();
            if (number != NUMBER && number != WITHOUT_JOBS) {
                throw new UnknownForm(number);
            }
            return reading.from(in, number != WITHOUT_JOBS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void cell(DataOutputStream out, CellState state) throws IOException {
        out.writeUTF(state.cell().toString());
        number(out, state.number());
        constant(out, state.verdict());
        number(out, state.onset());
        list(out, state.marks(), StateForm::constant);
        constant(out, state.flapping().known());
        list(out, state.flapping().until(), StateForm::number);
        list(out, state.checks(), StateForm::check);
    }

    private static CellState cell(DataInputStream in, boolean jobs) throws IOException {
        return new CellState(
                Cell.of(in.readUTF()),
                number(in),
                constant(in, Verdict.class),
                number(in),
                list(in, each -> some(constant(each, Mark.class))),
                new Flapping(constant(in, Verdict.class), list(in, StateForm::number)),
                list(in, each -> check(each, jobs)));
    }

    private static void check(DataOutputStream out, CheckState check) throws IOException {
        definition(out, check.definition());
        switch (check) {
            case VotedCheck voted -> voted(out, voted);
            case HeartbeatCheck job -> job(out, job);
        }
    }

    private static CheckState check(DataInputStream in, boolean jobs) throws IOException {
        var definition = definition(in, jobs);
        return definition.heartbeat() == null ? voted(in, definition) : job(in, definition);
    }

    private static void voted(DataOutputStream out, VotedCheck check) throws IOException {
        number(out, check.definedAt());
        constant(out, check.verdict());
        number(out, check.since());
        number(out, check.contestedSince());
        list(out, check.ballots(), StateForm::ballot);
    }

    private static VotedCheck voted(DataInputStream in, AssignedCheck definition) throws IOException {
        return new VotedCheck(
                definition,
                number(in),
                constant(in, Verdict.class),
                number(in),
                number(in),
                list(in, StateForm::ballot));
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
                list(in, StateForm::name),
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

    private static void partition(DataOutputStream out, PartitionState state) throws IOException {
        number(out, state.partition());
        number(out, state.clock());
        list(out, state.setAside(), StateForm::setAside);
        out.writeBoolean(state.blind());
        number(out, state.countedAt());
        number(out, state.answered());
        number(out, state.listeningSince());
    }

    private static PartitionState partition(DataInputStream in, boolean jobs) throws IOException {
        var partition = (int) number(in);
        var clock = number(in);
        return new PartitionState(
                partition,
                clock,
                list(in, StateForm::setAside),
                in.readBoolean(),
                number(in),
                number(in),
                jobs ? number(in) : clock);
    }

    private static void setAside(DataOutputStream out, SetAside aside) throws IOException {
        out.writeUTF(aside.vantagePoint());
        out.writeUTF(aside.region() == null ? "" : aside.region());
    }

    private static SetAside setAside(DataInputStream in) throws IOException {
        var vantagePoint = in.readUTF();
        var region = in.readUTF();
        return new SetAside(vantagePoint, region.isEmpty() ? null : region);
    }

    private static String name(DataInputStream in) throws IOException {
        return InternedTexts.of(in.readUTF());
    }

    private static void number(DataOutputStream out, long number) throws IOException {
        ByteUtils.writeVarlong(number, out);
    }

    private static long number(DataInputStream in) throws IOException {
        return ByteUtils.readVarlong(in);
    }

    /// Writes the name, so that an enum may gain constants.
    private static void constant(DataOutputStream out, @Nullable Enum<?> constant) throws IOException {
        out.writeUTF(constant == null ? "" : constant.name());
    }

    private static <E extends Enum<E>> @Nullable E constant(DataInputStream in, Class<E> type) throws IOException {
        var name = in.readUTF();
        return name.isEmpty() ? null : Enum.valueOf(type, name);
    }

    private static <T> T some(@Nullable T value) throws IOException {
        if (value == null) {
            throw new IOException("a constant is missing");
        }
        return value;
    }

    private interface WritingEach<T> {
        void write(DataOutputStream out, T value) throws IOException;
    }

    private static <T> void list(DataOutputStream out, List<T> list, WritingEach<T> each) throws IOException {
        number(out, list.size());
        for (var element : list) {
            each.write(out, element);
        }
    }

    private static <T> List<T> list(DataInputStream in, Reading<T> each) throws IOException {
        var size = number(in);
        var list = new ArrayList<T>();
        for (var i = 0; i < size; i++) {
            list.add(each.from(in));
        }
        return list;
    }
}
