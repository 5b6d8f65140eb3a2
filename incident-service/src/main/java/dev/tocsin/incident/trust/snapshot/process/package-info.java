/// The command that takes a snapshot to the place that serves it.
@NullMarked
package dev.tocsin.incident.trust.snapshot.process;

import org.jspecify.annotations.NullMarked;
