/// Parts that all features of this service share to write to Kafka and to run Kafka Streams.
@NullMarked
package dev.tocsin.incident.kafka;

import org.jspecify.annotations.NullMarked;
