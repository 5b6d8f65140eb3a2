/// Quarkus' scheduler: what is to be done to incidents now and then.
@NullMarked
package dev.tocsin.incident.writer.scheduler;

import org.jspecify.annotations.NullMarked;
