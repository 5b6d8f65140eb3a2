package dev.tocsin.standalone.folder;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.contract.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `run.json`: the run on a data folder.
///
/// @param pid of the launcher
/// @param started the time at which that process began, which distinguishes it from a later one with the same id
/// @param ready the time at which all parts were ready; null while the run starts
/// @param addresses the addresses to open
public record RunFile(
        long pid,
        @Nullable Instant started,
        @Nullable Instant ready,
        int portOffset,
        boolean fast,
        List<RunningPart> parts,
        List<NamedUrl> addresses) {

    /// @param health answers 200 when the part is ready; null for parts that have no such address
    public record RunningPart(
            String name, long pid, int port, @Nullable URI health, String log) {

        @JsonIgnore
        public boolean isAlive() {
            return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        }
    }

    /// @param url an address to open, or one to which programs connect
    public record NamedUrl(String name, String url) {}

    public static RunFile ofThisProcess(int portOffset, boolean fast, List<NamedUrl> addresses) {
        var self = ProcessHandle.current();
        var started = self.info().startInstant().orElse(null);
        return new RunFile(self.pid(), started, null, portOffset, fast, List.of(), addresses);
    }

    public RunFile with(RunningPart part) {
        var others = new ArrayList<>(parts);
        others.removeIf(other -> other.name().equals(part.name()));
        others.add(part);
        return new RunFile(pid, started, ready, portOffset, fast, List.copyOf(others), addresses);
    }

    public RunFile readyAt(Instant now) {
        return new RunFile(pid, started, now, portOffset, fast, parts, addresses);
    }

    /// The current run; empty if nothing runs.
    public static Optional<RunFile> read(DataFolder folder) {
        return readLast(folder).filter(run -> run.process().isPresent());
    }

    /// The current run, or the last one if its launcher was killed; empty after a clean stop.
    public static Optional<RunFile> readLast(DataFolder folder) {
        try {
            return Optional.of(Json.mapper().readValue(Files.readAllBytes(folder.runFile()), RunFile.class));
        } catch (NoSuchFileException | JsonProcessingException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The launcher, if it is alive.
    public Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isLauncher);
    }

    private boolean isLauncher(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(instant -> started == null || instant.toEpochMilli() == started.toEpochMilli())
                .orElse(true);
    }

    /// Writes the file in one step, so that nobody reads half of it.
    public void write(DataFolder folder) {
        try {
            var draft = folder.path().resolve("run.json.draft");
            Files.write(draft, Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
            Files.move(draft, folder.runFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
