package dev.tocsin.standalone.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Keeps logs from filling the disk: a log that has grown too long is copied to `NAME.log.1` and emptied in place,
/// which its writer does not notice because it appends.
public record LogTrimmer(Path logs, long maxBytes) {

    private static final long MAX_BYTES = 20 * 1024 * 1024;

    /// Looks every minute until it is closed.
    public static AutoCloseable start(DataFolder folder) {
        var trimmer = new LogTrimmer(folder.logs(), MAX_BYTES);
        var timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("log trimmer").factory());
        var _ = timer.scheduleWithFixedDelay(trimmer::trim, 0, 1, TimeUnit.MINUTES);
        return timer::shutdownNow;
    }

    void trim() {
        try (var files = Files.newDirectoryStream(logs, "*.log")) {
            for (var log : files) {
                if (Files.size(log) > maxBytes) {
                    Files.copy(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
                    FileChannel.open(log, StandardOpenOption.WRITE).truncate(0).close();
                }
            }
        } catch (IOException e) {
            System.err.println("The logs in %s cannot be trimmed: %s".formatted(logs, e));
        }
    }
}
