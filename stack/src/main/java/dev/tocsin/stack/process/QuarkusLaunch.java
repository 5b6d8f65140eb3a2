package dev.tocsin.stack.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A packaged Quarkus service under the [Guard].
public final class QuarkusLaunch {

    private static final String MAIN_CLASS = "io.quarkus.bootstrap.runner.AotQuarkusEntryPoint";

    /// A JVM that is to write an archive of its classes makes no flight recording.
    private static final String FLIGHT_RECORDING = "-XX:StartFlightRecording";

    private QuarkusLaunch() {}

    /// @param jar its `quarkus-run.jar`
    /// @param options of the JVM, beside those that each service needs
    public static Launch of(String name, Path jar, List<String> options, Path log) {
        var all = new ArrayList<>(List.of(
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                // the jar opens this by its manifest, which does not count behind the guard
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"));
        if (options.stream().noneMatch(option -> option.startsWith(FLIGHT_RECORDING))) {
            all.addAll(SharedClasses.options(jar.toString(), jar.resolveSibling("classes.jsa")));
        }
        all.addAll(options);
        return Launch.java(name, all, jar.toString(), MAIN_CLASS, List.of(), log);
    }
}
