package dev.tocsin.incident.trust.figures.form;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// Reads what a [PlaneWriter] wrote.
final class PlaneReader {

    private final Map<Plane, DataInputStream> planes = new EnumMap<>(Plane.class);

    PlaneReader(DataInputStream in) throws IOException {
        for (var plane : Plane.values()) {
            var bytes = in.readNBytes(Math.toIntExact(FigureFields.number(in)));
            planes.put(plane, new DataInputStream(new ByteArrayInputStream(bytes)));
        }
    }

    long number(Plane plane) throws IOException {
        return FigureFields.number(in(plane));
    }

    String name() throws IOException {
        return in(Plane.SHAPE).readUTF();
    }

    private DataInputStream in(Plane plane) {
        return Objects.requireNonNull(planes.get(plane));
    }
}
