/// Quarkus' scheduler: recurring work on incidents.
@NullMarked
package dev.tocsin.incident.writer.scheduler;

import org.jspecify.annotations.NullMarked;
