/// Kafka out: the relay that sends stored events, in order.
@NullMarked
package dev.tocsin.incident.writer.outbox;

import org.jspecify.annotations.NullMarked;
