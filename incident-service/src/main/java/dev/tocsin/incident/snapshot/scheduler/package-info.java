/// Decides when a snapshot is written.
@NullMarked
package dev.tocsin.incident.snapshot.scheduler;

import org.jspecify.annotations.NullMarked;
