package dev.tocsin.standalone.command;

import dev.tocsin.standalone.Tocsin;
import dev.tocsin.standalone.folder.DataFolder;
import dev.tocsin.standalone.folder.RunFile;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// An `up` in a process that outlives the terminal; its output goes to its log, and is shown until the run is ready.
final class Detached {

    /// Makes the process ignore the hang-up and the Ctrl-C of this terminal.
    private static final List<String> DEAF = List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "tocsin");

    private Detached() {}

    static int up(DataFolder folder, List<String> arguments) throws IOException, InterruptedException {
        var log = folder.prepared().log("tocsin");
        try (var lines =
                FileChannel.open(log, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            lines.position(lines.size());
            var launcher = new ProcessBuilder(command(arguments))
                    .redirectInput(Redirect.from(new File("/dev/null")))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log.toFile()))
                    .start();
            var interrupted = new Thread(launcher::destroy, "interrupted");
            Runtime.getRuntime().addShutdownHook(interrupted);
            var exit = follow(launcher, folder, lines);
            Runtime.getRuntime().removeShutdownHook(interrupted);
            return exit;
        }
    }

    private static int follow(Process launcher, DataFolder folder, FileChannel lines)
            throws IOException, InterruptedException {
        while (true) {
            var ended = launcher.waitFor(100, TimeUnit.MILLISECONDS);
            var ready = isReady(launcher, folder);
            Channels.newInputStream(lines).transferTo(System.out);
            System.out.flush();
            if (ended) {
                return launcher.exitValue() == 0 ? 1 : launcher.exitValue();
            }
            if (ready) {
                System.out.println(
                        "Tocsin runs in the background; ./tocsin down%s stops it.".formatted(folder.option()));
                return 0;
            }
        }
    }

    private static boolean isReady(Process launcher, DataFolder folder) {
        return RunFile.read(folder)
                .filter(run -> run.pid() == launcher.pid() && run.ready() != null)
                .isPresent();
    }

    private static List<String> command(List<String> arguments) {
        var command = new ArrayList<>(DEAF);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Tocsin.class.getName()));
        command.addAll(arguments);
        return command;
    }
}
