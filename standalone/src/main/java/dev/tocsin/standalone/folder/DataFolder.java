package dev.tocsin.standalone.folder;

import dev.tocsin.standalone.Trouble;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// The folder of all data of a run. A file `tocsin-data` marks it, so that no other folder is written into by mistake.
public record DataFolder(Path path) {

    private static final String FORMAT = "Tocsin data, format 1\n";

    /// A lock that is held while a run uses the folder; the system releases it at any end of the process.
    public record Claim(FileChannel channel, FileLock lock) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    public static DataFolder of(Path path) {
        return new DataFolder(path.toAbsolutePath().normalize());
    }

    /// Makes sure that the folder is there.
    ///
    /// @throws Trouble when it is some other folder, or broken
    public DataFolder prepared() {
        try {
            mark();
            Files.createDirectories(logs());
            return this;
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /// Claims the folder for this run.
    ///
    /// @throws Trouble when another run has it
    public Claim claim() {
        try {
            var channel = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = lock(channel);
            if (lock == null) {
                throw new Trouble("""
                        The data folder %s is in use by another run%s.
                        Stop that one with `./tocsin down%s`, or choose another folder with --data and other ports with \
                        --port-offset.""".formatted(path, owner(), option()));
            }
            return new Claim(channel, lock);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private Trouble unusable(IOException why) {
        return new Trouble("The data folder %s cannot be used: %s".formatted(path, why), why);
    }

    private void mark() throws IOException {
        var marker = path.resolve("tocsin-data");
        if (Files.exists(marker)) {
            if (!Files.readString(marker).equals(FORMAT)) {
                throw new Trouble(
                        "The data folder %s is corrupt or of another version: its file tocsin-data does not say \"%s\".\n%s"
                                .formatted(path, FORMAT.strip(), wayOut()));
            }
            return;
        }
        if (Files.exists(path)) {
            refuseOthers();
        }
        Files.createDirectories(path);
        Files.writeString(marker, FORMAT);
    }

    private void refuseOthers() throws IOException {
        if (!Files.isDirectory(path)) {
            throw new Trouble("%s is not a folder. Choose another with --data.".formatted(path));
        }
        try (var entries = Files.list(path)) {
            entries.findAny().ifPresent(entry -> {
                throw new Trouble("""
                        %s is not a data folder of Tocsin, or it is corrupt: it contains %s, but no file tocsin-data.
                        Choose another with --data; if it is corrupt, move it away to start afresh.""".formatted(path, entry));
            });
        }
    }

    /// Advice for a folder on which nothing can be started.
    public String wayOut() {
        return "If the data in %s is corrupt, move it away to start afresh: mv %s %s.old".formatted(path, path, path);
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    private String owner() {
        return RunFile.read(this)
                .map(run -> " (process %d)".formatted(run.pid()))
                .orElse("");
    }

    /// The command-line option for this folder.
    public String option() {
        return path.getFileName().toString().equals(".tocsin") ? "" : " --data " + path;
    }

    public Path catalog() {
        return path.resolve("catalog.yaml");
    }

    public Path runFile() {
        return path.resolve("run.json");
    }

    public Path logs() {
        return path.resolve("logs");
    }

    public Path log(String part) {
        return logs().resolve(part + ".log");
    }

    public Path kafka() {
        return path.resolve("kafka");
    }

    public Path postgres() {
        return path.resolve("postgres");
    }

    public Path spool(String probe) {
        return path.resolve("spool").resolve(probe);
    }

    /// The trust page as plain files, which outlive the run.
    public Path snapshot() {
        return path.resolve("snapshot");
    }

    /// The files that remain of the making of a past.
    public Path history() {
        return path.resolve("history");
    }

    /// A file that exists while a past is being made: until the end, Kafka and PostgreSQL hold only half of the past.
    public Path unfinishedHistory() {
        return path.resolve("history-unfinished");
    }

    /// The settings of this run that services in development mode read.
    public DevelopmentSettings development() {
        return new DevelopmentSettings(path.resolve("development"));
    }

    public SecretFiles secrets() {
        return new SecretFiles(path.resolve("operator-token"), path.resolve("secrets"));
    }
}
