package dev.tocsin.stack.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Lets a JVM keep the classes that it loaded in an archive, so that its next start takes half the processor time.
///
/// The JVM writes the archive when it ends cleanly, and writes it anew once a jar on its class path has changed. It
/// takes classes from jars only: a program that runs from folders of classes, as tests do, keeps none.
public final class SharedClasses {

    private SharedClasses() {}

    /// Options of a JVM that [Launch#java] starts.
    ///
    /// @param classPath as it is given to [Launch#java]
    public static List<String> options(String classPath, Path archive) {
        var entries = Stream.concat(Stream.of(classPath.split(File.pathSeparator, -1)), Stream.of(Guard.classPath()));
        if (entries.map(Path::of).anyMatch(Files::isDirectory)) {
            return List.of();
        }
        return List.of(
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + archive,
                // maps the archive at its original address, so that its pages are not copied: 100 MB in a service
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:ArchiveRelocationMode=0",
                // a missing or outdated archive is not worth a message
                "-Xlog:cds*=off,aot*=off");
    }
}
