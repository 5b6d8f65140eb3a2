package dev.tocsin.notifier.ledger.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// Many lines, none with a line break within it, compressed into one piece. Entries of one batch are nearly the same,
/// so they take a fifth of the room.
final class DeflatedLines {

    private static final byte END = '\n';

    private DeflatedLines() {}

    static byte[] write(List<byte[]> lines) {
        var bytes = new ByteArrayOutputStream();
        var deflater = new Deflater(Deflater.BEST_SPEED);
        try (var out = new DeflaterOutputStream(bytes, deflater)) {
            for (var line : lines) {
                out.write(line);
                out.write(END);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    static List<byte[]> read(byte[] deflated) {
        try (var in = new InflaterInputStream(new ByteArrayInputStream(deflated))) {
            return split(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<byte[]> split(byte[] lines) {
        var found = new ArrayList<byte[]>();
        var from = 0;
        for (var at = 0; at < lines.length; at++) {
            if (lines[at] == END) {
                found.add(Arrays.copyOfRange(lines, from, at));
                from = at + 1;
            }
        }
        return found;
    }
}
