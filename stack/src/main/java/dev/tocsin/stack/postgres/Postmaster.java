package dev.tocsin.stack.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The process that serves a cluster, as its file `postmaster.pid` describes it: its process id in line 1, its state
/// in line 8.
record Postmaster(ProcessHandle process, String state) {

    private static final int LINE_OF_STATE = 8;

    /// Empty when the file names no living process.
    static Optional<Postmaster> of(Path cluster) throws IOException {
        try {
            var lines = Files.readAllLines(file(cluster));
            if (lines.isEmpty()) {
                return Optional.empty();
            }
            var state = lines.size() < LINE_OF_STATE
                    ? ""
                    : lines.get(LINE_OF_STATE - 1).strip();
            return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                    .map(process -> new Postmaster(process, state));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    static Path file(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }

    boolean isReady() {
        return state.equals("ready");
    }

    /// Whether it really is the cluster's server: after a crash the process id may belong to any other program.
    boolean isServerOf(Path cluster) {
        var info = process.info();
        return info.command().filter(it -> it.endsWith("/postgres")).isPresent()
                && info.arguments()
                        .filter(it -> List.of(it).contains(cluster.toString()))
                        .isPresent();
    }
}
