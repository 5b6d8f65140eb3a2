/// Latencies from the log of health events.
@NullMarked
package dev.tocsin.incident.latency.topic;

import org.jspecify.annotations.NullMarked;
