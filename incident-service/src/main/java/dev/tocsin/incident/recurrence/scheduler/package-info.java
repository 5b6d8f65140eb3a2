/// Notes in the trace what incidents on one component have in common.
@NullMarked
package dev.tocsin.incident.recurrence.scheduler;

import org.jspecify.annotations.NullMarked;
