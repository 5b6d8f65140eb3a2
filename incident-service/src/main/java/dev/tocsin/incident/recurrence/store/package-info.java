/// PostgreSQL: past incidents, to be compared.
@NullMarked
package dev.tocsin.incident.recurrence.store;

import org.jspecify.annotations.NullMarked;
