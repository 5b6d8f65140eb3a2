/// Kafka in: the thread that reads the correlator's inputs, and has the decisions stored.
@NullMarked
package dev.tocsin.incident.writer.intake;

import org.jspecify.annotations.NullMarked;
