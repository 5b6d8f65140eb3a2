package dev.tocsin.incident.trust.figures.form;

import dev.tocsin.incident.trust.figures.CheckFigures;
import dev.tocsin.incident.trust.figures.OpenMinutes;
import dev.tocsin.incident.trust.figures.SeenTimes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.errors.SerializationException;

/// The state of the stream for one series of one probe as bytes; the first byte is the form's number.
public final class OpenMinutesForm {

    private static final int FORM = 1;

    private OpenMinutesForm() {}

    public static byte[] write(OpenMinutes open) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(FORM);
            var before = open.seen().floor();
            FigureFields.number(out, before);
            FigureFields.number(out, open.seen().latest().size());
            for (var time : open.seen().latest()) {
                FigureFields.number(out, time - before);
                before = time;
            }
            FigureFields.number(out, open.minutes().size());
            for (var minute : open.minutes().entrySet()) {
                FigureFields.number(out, minute.getKey());
                FigureFields.figures(out, minute.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// @throws SerializationException when a newer version wrote the bytes
    public static OpenMinutes read(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            var form = in.readByte();
            if (form != FORM) {
                throw new SerializationException(
                        "the state of figures has form %d, which is not known here".formatted(form));
            }
            return new OpenMinutes(seen(in), minutes(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SeenTimes seen(DataInputStream in) throws IOException {
        var floor = FigureFields.number(in);
        var size = FigureFields.number(in);
        var latest = new ArrayList<Long>();
        var time = floor;
        for (var i = 0; i < size; i++) {
            time += FigureFields.number(in);
            latest.add(time);
        }
        return new SeenTimes(floor, latest);
    }

    private static SortedMap<Long, CheckFigures> minutes(DataInputStream in) throws IOException {
        var minutes = new TreeMap<Long, CheckFigures>();
        var size = FigureFields.number(in);
        for (var i = 0; i < size; i++) {
            minutes.put(FigureFields.number(in), FigureFields.figures(in));
        }
        return minutes;
    }
}
