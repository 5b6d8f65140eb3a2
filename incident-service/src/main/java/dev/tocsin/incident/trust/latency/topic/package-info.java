/// Latencies from the log of health events.
@NullMarked
package dev.tocsin.incident.trust.latency.topic;

import org.jspecify.annotations.NullMarked;
