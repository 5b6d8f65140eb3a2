/// Counts health events by minute with Kafka Streams.
@NullMarked
package dev.tocsin.incident.trust.figures.stream;

import org.jspecify.annotations.NullMarked;
