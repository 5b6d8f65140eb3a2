package dev.tocsin.incident.trust.figures.form;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/// Bytes behind the number of their form: plain where they are few, else deflated.
final class Deflated {

    private static final int PLAIN = 1;
    private static final int DEFLATED = 2;
    private static final int WORTH_DEFLATING = 200;

    private Deflated() {}

    static byte[] write(byte[] fields) throws IOException {
        var bytes = new ByteArrayOutputStream(fields.length + 1);
        if (fields.length < WORTH_DEFLATING) {
            bytes.write(PLAIN);
            bytes.write(fields);
            return bytes.toByteArray();
        }
        bytes.write(DEFLATED);
        var deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try (var out = new DeflaterOutputStream(bytes, deflater)) {
            out.write(fields);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    /// @throws IllegalArgumentException when a newer version wrote the bytes
    static byte[] read(byte[] bytes) throws IOException {
        var in = new ByteArrayInputStream(bytes);
        var form = in.read();
        return switch (form) {
            case PLAIN -> in.readAllBytes();
            case DEFLATED -> inflated(in);
            default -> throw new IllegalArgumentException("figures of form %d are not known here".formatted(form));
        };
    }

    private static byte[] inflated(ByteArrayInputStream in) throws IOException {
        var inflater = new Inflater(true);
        try (var fields = new InflaterInputStream(in, inflater)) {
            return fields.readAllBytes();
        } finally {
            inflater.end();
        }
    }
}
