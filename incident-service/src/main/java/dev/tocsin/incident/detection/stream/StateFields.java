package dev.tocsin.incident.detection.stream;

import dev.tocsin.contract.InternedTexts;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.ByteUtils;
import org.jspecify.annotations.Nullable;

/// The fields of stored state as bytes: numbers, names, constants of enums, and lists of these.
final class StateFields {

    interface FieldReader<T> {
        T from(DataInputStream in) throws IOException;
    }

    interface WritingEach<T> {
        void write(DataOutputStream out, T value) throws IOException;
    }

    private StateFields() {}

    static String name(DataInputStream in) throws IOException {
        return InternedTexts.of(in.readUTF());
    }

    static void number(DataOutputStream out, long number) throws IOException {
        ByteUtils.writeVarlong(number, out);
    }

    static long number(DataInputStream in) throws IOException {
        return ByteUtils.readVarlong(in);
    }

    /// Writes the name, so that an enum may gain constants.
    static void constant(DataOutputStream out, @Nullable Enum<?> constant) throws IOException {
        out.writeUTF(constant == null ? "" : constant.name());
    }

    static <E extends Enum<E>> @Nullable E constant(DataInputStream in, Class<E> type) throws IOException {
        var name = in.readUTF();
        return name.isEmpty() ? null : Enum.valueOf(type, name);
    }

    static <T> T some(@Nullable T value) throws IOException {
        if (value == null) {
            throw new IOException("a constant is missing");
        }
        return value;
    }

    static <T> void list(DataOutputStream out, List<T> list, WritingEach<T> each) throws IOException {
        number(out, list.size());
        for (var element : list) {
            each.write(out, element);
        }
    }

    static <T> List<T> list(DataInputStream in, FieldReader<T> each) throws IOException {
        var size = number(in);
        var list = new ArrayList<T>();
        for (var i = 0; i < size; i++) {
            list.add(each.from(in));
        }
        return list;
    }
}
