/// The command that takes a snapshot to where it is served from.
@NullMarked
package dev.tocsin.incident.snapshot.process;

import org.jspecify.annotations.NullMarked;
