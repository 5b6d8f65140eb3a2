/// Whether each vantage point still sees, judged by the heartbeats of its probes.
@NullMarked
package dev.tocsin.incident.vantagepoint;

import org.jspecify.annotations.NullMarked;
