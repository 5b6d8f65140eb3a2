package dev.tocsin.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// A process and its descendants, as Linux accounts for them; nothing is known on other systems.
public record ProcessTree(long pid) {

    private static final long MILLIS_PER_TICK = 10;
    private static final int USER_TIME = 11;
    private static final int CHILDREN_SYSTEM_TIME = 14;
    private static final String PROPORTIONAL = "Pss:";

    /// The processor time that it has used so far, with that of its processes that have ended.
    public Duration computed() {
        return Duration.ofMillis(all().mapToLong(ProcessTree::ticks).sum() * MILLIS_PER_TICK);
    }

    /// The memory that it holds; each process counts its part of the pages that processes share.
    public long proportionalKilobytes() {
        return all().mapToLong(ProcessTree::proportional).sum();
    }

    private Stream<Long> all() {
        return ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .map(ProcessHandle::pid);
    }

    /// Fields 14 to 17 of `stat`, counted after the process name, because the name may contain anything.
    private static long ticks(long pid) {
        return lines(pid, "stat").stream()
                .map(line -> line.substring(line.lastIndexOf(')') + 2).split(" "))
                .flatMap(fields -> Stream.of(fields).skip(USER_TIME).limit(CHILDREN_SYSTEM_TIME - USER_TIME + 1))
                .mapToLong(Long::parseLong)
                .sum();
    }

    private static long proportional(long pid) {
        return lines(pid, "smaps_rollup").stream()
                .filter(line -> line.startsWith(PROPORTIONAL))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    private static List<String> lines(long pid, String file) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException _) {
            return List.of(); // the process has ended
        }
    }
}
