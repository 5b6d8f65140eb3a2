package dev.tocsin.incident.trust.figures.form;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// Writes each kind of number into a plane of its own.
final class PlaneWriter {

    private final Map<Plane, ByteArrayOutputStream> planes = new EnumMap<>(Plane.class);

    PlaneWriter() {
        for (var plane : Plane.values()) {
            planes.put(plane, new ByteArrayOutputStream());
        }
    }

    void number(Plane plane, long number) throws IOException {
        FigureFields.number(out(plane), number);
    }

    void name(String name) throws IOException {
        out(Plane.SHAPE).writeUTF(name);
    }

    private DataOutputStream out(Plane plane) {
        return new DataOutputStream(Objects.requireNonNull(planes.get(plane)));
    }

    /// The planes one after another, each behind its length.
    byte[] bytes() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        for (var plane : planes.values()) {
            FigureFields.number(out, plane.size());
            plane.writeTo(out);
        }
        return bytes.toByteArray();
    }
}
