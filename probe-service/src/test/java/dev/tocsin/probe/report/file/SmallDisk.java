package dev.tocsin.probe.report.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A file system of 64 kB, mounted over a directory; only root may do that, and without it the test is skipped.
record SmallDisk(Path directory) implements AutoCloseable {

    static SmallDisk mount(Path directory) throws IOException {
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", directory.toString()) == 0);
        return new SmallDisk(directory);
    }

    @Override
    public void close() throws IOException {
        assertThat(run("umount", "--lazy", directory.toString())).isZero();
    }

    private static int run(String... command) throws IOException {
        return new ProcessBuilder(List.of(command))
                .inheritIO()
                .start()
                .onExit()
                .join()
                .exitValue();
    }
}
