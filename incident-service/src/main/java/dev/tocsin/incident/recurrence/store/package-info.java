/// PostgreSQL: past incidents, for comparison.
@NullMarked
package dev.tocsin.incident.recurrence.store;

import org.jspecify.annotations.NullMarked;
