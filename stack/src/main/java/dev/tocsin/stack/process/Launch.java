package dev.tocsin.stack.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A program to start, which ends when its standard input closes, and the log for its output.
///
/// @param environment added to the environment of this process
/// @param log the file to which its output is appended
public record Launch(String name, List<String> command, Map<String, String> environment, Path log) {

    /// Passes the end of the standard input on to a program that does not read it, as SIGINT, which PostgreSQL
    /// understands as a fast and clean stop; SIGKILL if it is still there after a while.
    private static final String NATIVE_GUARD = """
            exec 3<&0
            "$@" </dev/null 3<&- &
            child=$!
            { cat <&3 >/dev/null; kill -INT "$child"; sleep 20; kill -KILL "$child"; } 2>/dev/null &
            guard=$!
            exec 3<&-
            wait "$child"
            status=$?
            kill "$guard" 2>/dev/null
            exit "$status"
            """;

    private static final Path SETSID = Path.of("/usr/bin/setsid");

    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /// A main class under the [Guard], run by the Java of this process.
    ///
    /// @param classPath without the guard, which is added
    public static Launch java(
            String name, List<String> options, String classPath, String mainClass, List<String> arguments, Path log) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath + File.pathSeparator + Guard.classPath()));
        command.addAll(List.of(Guard.class.getName(), mainClass));
        command.addAll(arguments);
        return new Launch(name, ownGroup(command), Map.of(), log);
    }

    /// A program that SIGINT stops cleanly.
    public static Launch program(String name, List<String> command, Path log) {
        var guarded = new ArrayList<>(List.of("sh", "-c", NATIVE_GUARD, name));
        guarded.addAll(command);
        return new Launch(name, ownGroup(guarded), Map.of(), log);
    }

    public Launch with(Map<String, String> more) {
        var all = new HashMap<>(environment);
        all.putAll(more);
        return new Launch(name, command, all, log);
    }

    /// Puts the command out of reach of the terminal's Ctrl-C where the system can do that, so that children end in
    /// the order in which they are stopped.
    private static List<String> ownGroup(List<String> command) {
        if (!Files.isExecutable(SETSID)) {
            return command;
        }
        var own = new ArrayList<>(List.of(SETSID.toString()));
        own.addAll(command);
        return own;
    }
}
