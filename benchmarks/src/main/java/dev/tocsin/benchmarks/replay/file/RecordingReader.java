package dev.tocsin.benchmarks.replay.file;

import dev.tocsin.contract.EventTypes;
import dev.tocsin.contract.catalog.CatalogEvent;
import dev.tocsin.contract.change.ChangeEvent;
import dev.tocsin.contract.health.ClockTicked;
import dev.tocsin.contract.health.HealthLogEvent;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.maintenance.MaintenanceEvent;
import dev.tocsin.contract.vantage.VantagePointEvent;
import dev.tocsin.engine.replay.Recorded;
import dev.tocsin.engine.replay.Replay.Ticks;
import dev.tocsin.standalone.Trouble;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// Reads a recording line by line; errors are reported with their line.
public final class RecordingReader implements AutoCloseable {

    private static final int GZIP_FIRST_BYTE = 0x1f;
    private static final String TICK = '"' + EventTypes.typeOf(ClockTicked.class) + '"';

    private final Path file;
    private final Counted counted;
    private final BufferedReader lines;
    private final long size;
    private long line;

    private RecordingReader(Path file) throws IOException {
        this.file = file;
        size = Files.size(file);
        counted = new Counted(Files.newInputStream(file));
        lines = new BufferedReader(new InputStreamReader(unpacked(counted), StandardCharsets.UTF_8), 1 << 16);
    }

    /// Opens a recording, plain or gzip.
    ///
    /// @throws Trouble when there is no such file
    public static RecordingReader open(Path file) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new Trouble("There is no recording %s that can be read.".formatted(file));
        }
        try {
            return new RecordingReader(file);
        } catch (IOException e) {
            throw new Trouble("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    /// Whether the recording has ticks; reads it up to the first one.
    public static Ticks ticksOf(Path file) {
        try (var reader = open(file)) {
            for (var text = reader.readLine(); text != null; text = reader.readLine()) {
                if (text.contains(TICK)) {
                    return Ticks.RECORDED;
                }
            }
            return Ticks.WRITTEN;
        } catch (IOException e) {
            throw new Trouble("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static InputStream unpacked(InputStream bytes) throws IOException {
        var buffered = new BufferedInputStream(bytes, 1 << 16);
        buffered.mark(1);
        var first = buffered.read();
        buffered.reset();
        return first == GZIP_FIRST_BYTE ? new GZIPInputStream(buffered, 1 << 16) : buffered;
    }

    /// The next record; empty after the last.
    ///
    /// @throws Trouble naming the line
    public Optional<Recorded> next() {
        try {
            for (var text = readLine(); text != null; text = readLine()) {
                if (!text.isBlank()) {
                    return Optional.of(fitting(RecordingLine.read(text)));
                }
            }
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            throw new Trouble("%s, line %d: %s".formatted(file, line, e.getMessage()), e);
        }
    }

    private @Nullable String readLine() {
        try {
            var text = lines.readLine();
            line += text == null ? 0 : 1;
            return text;
        } catch (EOFException e) {
            throw new Trouble("%s, after line %d: the file was cut off here".formatted(file, line), e);
        } catch (IOException e) {
            throw new Trouble("%s, after line %d: %s".formatted(file, line, e.getMessage()), e);
        }
    }

    private static Recorded fitting(Recorded recorded) {
        var event = recorded.event();
        var fits = switch (recorded.topic()) {
            case HEALTH_EVENTS -> event instanceof HealthLogEvent;
            case CATALOG -> event == null || event instanceof CatalogEvent;
            case VANTAGE_POINTS -> event == null || event instanceof VantagePointEvent;
            case CHANGES -> event instanceof ChangeEvent;
            case MAINTENANCE -> event == null || event instanceof MaintenanceEvent;
            case INCIDENT_EVENTS -> event instanceof IncidentEvent;
            default -> false;
        };
        if (!fits) {
            throw new IllegalArgumentException("%s does not belong to %s"
                    .formatted(
                            event == null ? "a tombstone" : event.getClass().getSimpleName(),
                            recorded.topic().topicName()));
        }
        return recorded;
    }

    /// Lines read so far.
    public long lines() {
        return line;
    }

    /// The share of the file that was read, 0 to 1.
    public double share() {
        return size == 0 ? 1 : (double) counted.bytes / size;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private static final class Counted extends FilterInputStream {

        private long bytes;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var next = super.read();
            bytes += next < 0 ? 0 : 1;
            return next;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            var read = super.read(into, offset, length);
            bytes += Math.max(0, read);
            return read;
        }
    }
}
