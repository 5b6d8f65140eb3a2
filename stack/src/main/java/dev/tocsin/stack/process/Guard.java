package dev.tocsin.stack.process;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;

/// Runs the main class that its first argument names, and ends this process when its standard input closes.
///
/// The input is a pipe held by the parent process, so the kernel closes it at any end of the parent, `kill -9`
/// included. The guard needs nothing but the JDK: it is on the class path of programs that know nothing of it.
public final class Guard {

    /// The time that shutdown hooks may take before the process is halted.
    static final Duration FAREWELL = Duration.ofSeconds(20);

    private static final int HALTED = 1;

    private Guard() {}

    public static void main(String[] args) throws Throwable {
        Thread.ofPlatform().daemon().name("guard").start(Guard::endWithInput);
        var guarded = Class.forName(args[0]).getMethod("main", String[].class);
        try {
            guarded.invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /// The class path entry that holds this class.
    public static String classPath() {
        try {
            var location = Guard.class.getProtectionDomain().getCodeSource().getLocation();
            return new File(location.toURI()).getPath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void endWithInput() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException _) {
            // an input that cannot be read has ended as well
        }
        Thread.ofPlatform().daemon().name("guard halt").start(Guard::haltLater);
        System.exit(0);
    }

    private static void haltLater() {
        try {
            Thread.sleep(FAREWELL);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(HALTED);
    }
}
