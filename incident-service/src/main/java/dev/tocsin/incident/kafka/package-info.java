/// What all features of this service share of Kafka: under which name they write.
@NullMarked
package dev.tocsin.incident.kafka;

import org.jspecify.annotations.NullMarked;
