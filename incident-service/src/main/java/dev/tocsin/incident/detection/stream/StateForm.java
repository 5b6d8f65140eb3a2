package dev.tocsin.incident.detection.stream;

import static dev.tocsin.incident.detection.stream.StateFields.constant;
import static dev.tocsin.incident.detection.stream.StateFields.list;
import static dev.tocsin.incident.detection.stream.StateFields.number;
import static dev.tocsin.incident.detection.stream.StateFields.some;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.status.Mark;
import dev.tocsin.engine.detection.CellState;
import dev.tocsin.engine.detection.Flapping;
import dev.tocsin.engine.detection.PartitionState;
import dev.tocsin.engine.detection.PartitionState.SetAside;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.kafka.common.utils.ByteBufferOutputStream;

/// Stored state as bytes: the form's number, then the fields in the order of the records.
///
/// A change of a stored record needs the next form number, and code here or in [CheckForm] that reads the
/// older form. Form 1 is JSON, which begins with a brace. Form 2 has neither jobs nor the time since which
/// Tocsin listens; its clock stands in for that time. Not thread-safe.
final class StateForm {

    static final int NUMBER = 3;

    private static final int WITHOUT_JOBS = 2;
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
        list(out, state.marks(), StateFields::constant);
        constant(out, state.flapping().known());
        list(out, state.flapping().until(), StateFields::number);
        list(out, state.checks(), CheckForm::write);
    }

    private static CellState cell(DataInputStream in, boolean jobs) throws IOException {
        return new CellState(
                Cell.of(in.readUTF()),
                number(in),
                constant(in, Verdict.class),
                number(in),
                list(in, each -> some(constant(each, Mark.class))),
                new Flapping(constant(in, Verdict.class), list(in, StateFields::number)),
                list(in, each -> CheckForm.read(each, jobs)));
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
}
