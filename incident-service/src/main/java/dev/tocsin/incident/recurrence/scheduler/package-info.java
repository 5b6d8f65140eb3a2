/// Notes in the trace the traits that incidents on one component have in common.
@NullMarked
package dev.tocsin.incident.recurrence.scheduler;

import org.jspecify.annotations.NullMarked;
