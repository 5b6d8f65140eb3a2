package dev.tocsin.benchmarks.suite;

import java.io.IOException;
import java.util.function.Consumer;

/// A benchmark with a name; its options are those of its picocli command.
public interface Suite {

    /// @param progress receives lines on the current step, for people who wait
    SuiteReport run(Consumer<String> progress) throws IOException, InterruptedException;
}
