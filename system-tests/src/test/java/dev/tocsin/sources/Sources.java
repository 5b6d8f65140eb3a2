package dev.tocsin.sources;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The project's own files, as text.
final class Sources {

    static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    static final List<String> SERVICES = List.of("incident-service", "notifier-service", "probe-service");

    private Sources() {}

    /// A source file without its comments.
    record JavaFile(String module, Path path, String code) {

        String className() {
            return path.getFileName().toString().replace(".java", "");
        }

        @Override
        public String toString() {
            return HOME.relativize(path).toString();
        }
    }

    /// The main sources of a module.
    static List<JavaFile> main(String module) {
        return java(module, "src/main/java");
    }

    static List<JavaFile> java(String module, String folder) {
        return files(HOME.resolve(module).resolve(folder), ".java")
                .map(path -> new JavaFile(module, path, withoutComments(read(path))))
                .toList();
    }

    /// The folders of all modules.
    static List<Path> modules() {
        try (var children = Files.list(HOME)) {
            return children.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The build file of a folder.
    static String build(Path folder) {
        return read(folder.resolve("pom.xml"));
    }

    static Stream<Path> files(Path folder, String ending) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withoutComments(String text) {
        return text.lines().filter(line -> !line.strip().startsWith("//")).collect(Collectors.joining("\n"));
    }
}
