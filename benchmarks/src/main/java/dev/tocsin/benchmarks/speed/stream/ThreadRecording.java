package dev.tocsin.benchmarks.speed.stream;

import dev.tocsin.benchmarks.speed.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/// One thread as Java's flight recorder sees it.
final class ThreadRecording implements AutoCloseable {

    private static final Duration PERIOD = Duration.ofMillis(10);
    private static final double PERIOD_MILLIS = PERIOD.toNanos() / 1e6;
    private static final Set<String> RUNNING = Set.of("jdk.ExecutionSample");
    private static final Set<String> WAITING =
            Set.of("jdk.ThreadPark", "jdk.JavaMonitorWait", "jdk.JavaMonitorEnter", "jdk.ThreadSleep");

    /// The thread is in a system call: a client of Kafka waits for its sockets.
    private static final String NATIVE = "jdk.NativeMethodSample";

    private final String thread;
    private final Path file;
    private final Recording recording;
    private final long began = System.nanoTime();

    private ThreadRecording(String thread, Path file, Recording recording) {
        this.thread = thread;
        this.file = file;
        this.recording = recording;
    }

    static ThreadRecording start(String thread, Path file) throws IOException {
        try {
            var recording = new Recording(Configuration.getConfiguration("profile"));
            RUNNING.forEach(event -> recording.enable(event).withPeriod(PERIOD));
            recording.enable(NATIVE).withPeriod(PERIOD);
            WAITING.forEach(event -> recording.enable(event).withThreshold(Duration.ZERO));
            recording.start();
            return new ThreadRecording(thread, file, recording);
        } catch (ParseException e) {
            throw new IllegalStateException("the JDK's own configuration cannot be read", e);
        }
    }

    /// Ends the recording; the file is left for tools that show flight recordings.
    Profile profile() throws IOException {
        recording.stop();
        var millis = (System.nanoTime() - began) / 1e6;
        recording.dump(file);
        var sampling = new Profile.Sampling();
        try (var events = new RecordingFile(file)) {
            while (events.hasMoreEvents()) {
                add(events.readEvent(), sampling);
            }
        }
        return sampling.over(millis);
    }

    private void add(RecordedEvent event, Profile.Sampling to) {
        var kind = event.getEventType().getName();
        if (RUNNING.contains(kind)
                && thread.equals(event.getThread("sampledThread").getJavaName())) {
            to.ran(frames(event), PERIOD_MILLIS);
        } else if (NATIVE.equals(kind)
                && thread.equals(event.getThread("sampledThread").getJavaName())) {
            to.waited(frames(event), PERIOD_MILLIS);
        } else if (WAITING.contains(kind)
                && event.getThread() != null
                && thread.equals(event.getThread().getJavaName())) {
            to.waited(frames(event), event.getDuration().toNanos() / 1e6);
        }
    }

    private static List<String> frames(RecordedEvent event) {
        return event.getStackTrace() == null
                ? List.of()
                : event.getStackTrace().getFrames().stream()
                        .map(ThreadRecording::name)
                        .toList();
    }

    private static String name(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }

    @Override
    public void close() {
        recording.close();
    }
}
