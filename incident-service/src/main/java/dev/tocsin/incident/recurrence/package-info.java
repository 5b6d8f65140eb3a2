/// Traits that stored incidents have in common, for pages and the trace.
@NullMarked
package dev.tocsin.incident.recurrence;

import org.jspecify.annotations.NullMarked;
