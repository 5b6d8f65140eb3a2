/// Kafka out: the relay that sends what was stored, in order.
@NullMarked
package dev.tocsin.incident.writer.outbox;

import org.jspecify.annotations.NullMarked;
