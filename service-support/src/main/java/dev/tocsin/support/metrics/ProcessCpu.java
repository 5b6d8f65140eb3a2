package dev.tocsin.support.metrics;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.lang.management.ManagementFactory;

/// The processor time of the process in seconds, by the name that all of Prometheus' own clients give it.
@ApplicationScoped
class ProcessCpu {

    private static final double NANOS = 1e9;

    void start(@Observes StartupEvent event, MeterRegistry metrics) {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        FunctionCounter.builder("process.cpu", system, each -> each.getProcessCpuTime() / NANOS)
                .description("Processor time that the process has used")
                .baseUnit("seconds")
                .register(metrics);
    }
}
