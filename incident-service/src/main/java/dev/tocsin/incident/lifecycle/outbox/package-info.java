/// Kafka out: the relay that sends what was stored, in order.
@NullMarked
package dev.tocsin.incident.lifecycle.outbox;

import org.jspecify.annotations.NullMarked;
