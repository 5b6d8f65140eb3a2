package dev.tocsin.probe;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// The identity of this probe and the resources that it may use.
@ConfigMapping(prefix = "tocsin.probe")
public interface ProbeConfig {

    /// The vantage point's id in the catalog.
    String vantagePoint();

    /// Distinguishes the probes of one vantage point; `<vantage-point>-1` by default.
    Optional<String> id();

    /// `http://host:port` of an HTTP proxy for all checks that state no `proxy` of their own, and for control targets;
    /// without it they are asked directly.
    Optional<String> proxy();

    /// The value of `Proxy-Authorization` for that proxy, such as `Basic …`.
    Optional<String> proxyAuthorization();

    Asks asks();

    ProbeControls controls();

    ProbeSpool spool();

    ProbeHeartbeat heartbeat();

    default String probe() {
        return id().orElse(vantagePoint() + "-1");
    }

    interface Asks {

        /// The number of asks that may be in progress; more of them wait, and count as late.
        @WithDefault("512")
        int atOnce();

        /// The time that running checks have to finish when the probe stops.
        @WithDefault("2s")
        Duration farewell();
    }

    interface ProbeControls {

        /// The time that a control target has to answer.
        @WithDefault("2s")
        Duration timeout();
    }

    interface ProbeSpool {

        /// The directory in which events wait until Kafka has them.
        @WithDefault("spool")
        Path directory();

        /// The most bytes that may wait there; the default holds about 400,000 events.
        @WithDefault("268435456")
        long maxBytes();
    }

    interface ProbeHeartbeat {

        /// The interval at which the probe reports that it is alive and which control targets answer.
        @WithDefault("5s")
        Duration every();
    }
}
