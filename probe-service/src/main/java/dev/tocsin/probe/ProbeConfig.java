package dev.tocsin.probe;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Who this probe is and what it may use.
@ConfigMapping(prefix = "tocsin.probe")
public interface ProbeConfig {

    /// The vantage point's id in the catalog.
    String vantagePoint();

    /// Tells the probes of one vantage point apart; `<vantage-point>-1` unless told otherwise.
    Optional<String> id();

    /// `http://host:port` of an HTTP proxy through which everything is asked that states no `proxy` of its own, control
    /// targets too; straight where it is not set.
    Optional<String> proxy();

    /// The value of `Proxy-Authorization` for that proxy, such as `Basic …`.
    Optional<String> proxyAuthorization();

    Asks asks();

    Controls controls();

    Spool spool();

    Heartbeat heartbeat();

    default String probe() {
        return id().orElse(vantagePoint() + "-1");
    }

    interface Asks {

        /// How many may be under way; more wait, and count as late.
        @WithDefault("512")
        int atOnce();

        /// How long checks that are running may take to finish when the probe is told to stop.
        @WithDefault("2s")
        Duration farewell();
    }

    interface Controls {

        /// How long a control target may take to answer.
        @WithDefault("2s")
        Duration timeout();
    }

    interface Spool {

        /// Where events wait on disk until Kafka has them.
        @WithDefault("spool")
        Path directory();

        /// The most bytes that may wait there; the default holds about 400,000 events.
        @WithDefault("268435456")
        long maxBytes();
    }

    interface Heartbeat {

        /// How often the probe says that it is there, and what it sees of its control targets.
        @WithDefault("5s")
        Duration every();
    }
}
