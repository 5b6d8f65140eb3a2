/// Whether each vantage point still sees, told by the heartbeats of its probes.
@NullMarked
package dev.tocsin.incident.vantagepoint;

import org.jspecify.annotations.NullMarked;
