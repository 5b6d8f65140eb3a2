package dev.tocsin.benchmarks.web.process;

import dev.tocsin.benchmarks.web.PageWeight.WeighedPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/// Files of any length that incident-service hands out like the files that its pages load.
///
/// @param folder that is added to the service's class path
public record PlainFiles(Path folder) {

    private static final String RESOURCES = "META-INF/resources";

    public static PlainFiles in(Path folder) throws IOException {
        Files.createDirectories(folder.resolve(RESOURCES).resolve("static"));
        return new PlainFiles(folder);
    }

    /// The JVM option with which the service finds the files.
    public List<String> ofJvm() {
        return List.of("-Xbootclasspath/a:" + folder);
    }

    /// A file of random bytes, which cannot be compressed.
    public WeighedPart file(long bytes) throws IOException {
        var path = "/static/%d.svg".formatted(bytes);
        var content = new byte[Math.toIntExact(bytes)];
        new Random(bytes).nextBytes(content);
        Files.write(folder.resolve(RESOURCES + path), content);
        return new WeighedPart(path, bytes);
    }
}
