/// Counts, failures and latencies of checks by vantage point, in minutes and in hours.
@NullMarked
package dev.tocsin.incident.trust.figures;

import org.jspecify.annotations.NullMarked;
