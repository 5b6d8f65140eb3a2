/// What all features of this service share of Kafka: topics that are there, and one way to write to them.
@NullMarked
package dev.tocsin.incident.kafka;

import org.jspecify.annotations.NullMarked;
