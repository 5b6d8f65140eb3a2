/// The recent latencies of a cell's checks, as each vantage point saw them.
@NullMarked
package dev.tocsin.incident.trust.latency;

import org.jspecify.annotations.NullMarked;
