package dev.tocsin.benchmarks.speed.stream;

import dev.tocsin.stack.process.ChildProcess;
import dev.tocsin.stack.process.Launch;
import java.nio.file.Path;
import java.util.List;

/// An instance of detection without the rest of the service, until it is killed.
public final class DetectionProcess {

    private final ChildProcess process;

    private DetectionProcess(ChildProcess process) {
        this.process = process;
    }

    /// @param name of its folder and log in that folder
    public static DetectionProcess start(String bootstrap, Path folder, String name) {
        var launch = Launch.java(
                name,
                StreamProcess.options("512m"),
                System.getProperty("java.class.path"),
                DetectionMain.class.getName(),
                List.of(bootstrap, folder.resolve(name).toString()),
                folder.resolve(name + ".log"));
        return new DetectionProcess(ChildProcess.start(launch));
    }

    /// Kills the process with signal 9.
    public void kill() {
        process.kill();
    }
}
