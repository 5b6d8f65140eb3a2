package dev.tocsin.benchmarks.web.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Programs that this machine has or lacks.
final class Programs {

    private Programs() {}

    /// The first of these names that is found on the PATH.
    static Optional<Path> find(String... names) {
        var folders = Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator);
        return Stream.of(names)
                .flatMap(name -> Stream.of(folders).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
