/// Decides when a snapshot is written.
@NullMarked
package dev.tocsin.incident.trust.snapshot.scheduler;

import org.jspecify.annotations.NullMarked;
