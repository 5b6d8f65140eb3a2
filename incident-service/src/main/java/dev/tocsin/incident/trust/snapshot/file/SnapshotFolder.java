package dev.tocsin.incident.trust.snapshot.file;

import dev.tocsin.incident.trust.snapshot.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A folder that always holds whole files: each is written beside its place and then put there. After a kill, some
/// files are of one snapshot and some of the one before, and each of them states its own time.
public record SnapshotFolder(Path path) {

    private static final String UNFINISHED = ".part";

    public void write(Snapshot snapshot) throws IOException {
        for (var file : snapshot.inOrder()) {
            put(path.resolve(file.getKey()), file.getValue());
        }
        removeAllBut(snapshot.files().keySet().stream().map(path::resolve).collect(Collectors.toSet()));
    }

    private static void put(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        var part = file.resolveSibling(file.getFileName() + UNFINISHED);
        try (var channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            var bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void removeAllBut(Set<Path> kept) throws IOException {
        for (var old : below()) {
            if (!kept.contains(old)) {
                remove(old);
            }
        }
    }

    private static void remove(Path old) throws IOException {
        try {
            Files.deleteIfExists(old);
        } catch (DirectoryNotEmptyException _) {
            // it holds files that are kept
        }
    }

    /// The content of a folder comes before the folder.
    private List<Path> below() throws IOException {
        try (var all = Files.walk(path)) {
            return all.filter(old -> !old.equals(path))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
