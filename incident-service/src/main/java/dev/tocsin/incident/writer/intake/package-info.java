/// Kafka in: the thread that reads what the correlator hears, and has the outcome stored.
@NullMarked
package dev.tocsin.incident.writer.intake;

import org.jspecify.annotations.NullMarked;
