package dev.tocsin.benchmarks.replay.file;

import dev.tocsin.engine.replay.Recorded;
import dev.tocsin.standalone.Trouble;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/// Writes a recording line by line, with gzip when the file's name ends in `.gz`.
public final class RecordingWriter implements AutoCloseable {

    private final Writer out;
    private long lines;

    private RecordingWriter(Writer out) {
        this.out = out;
    }

    /// @throws Trouble when the file cannot be written
    public static RecordingWriter create(Path file) {
        try {
            var bytes = Files.newOutputStream(file);
            var packed = file.toString().endsWith(".gz") ? new GZIPOutputStream(bytes, 1 << 16) : bytes;
            return new RecordingWriter(
                    new BufferedWriter(new OutputStreamWriter(packed, StandardCharsets.UTF_8), 1 << 16));
        } catch (IOException e) {
            throw new Trouble("%s cannot be written: %s".formatted(file, e.getMessage()), e);
        }
    }

    public void write(Recorded recorded) {
        try {
            out.write(RecordingLine.write(recorded));
            out.write('\n');
            lines++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long lines() {
        return lines;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
