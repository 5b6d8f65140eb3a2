package dev.tocsin.benchmarks.suite.command;

import dev.tocsin.benchmarks.suite.SuiteReport.Figure;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/// The load of the machine by other work, which is reported beside the figures.
public final class MachineLoad {

    private MachineLoad() {}

    /// The average over a minute.
    public static double now() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    public static Figure figure(double before) {
        return new Figure(
                "load of the machine, before and after",
                null,
                String.format(Locale.ROOT, "%.1f, %.1f", before, now()),
                null);
    }
}
