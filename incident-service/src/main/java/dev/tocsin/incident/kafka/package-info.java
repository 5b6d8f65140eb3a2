/// The name under which all features of this service write to Kafka.
@NullMarked
package dev.tocsin.incident.kafka;

import org.jspecify.annotations.NullMarked;
