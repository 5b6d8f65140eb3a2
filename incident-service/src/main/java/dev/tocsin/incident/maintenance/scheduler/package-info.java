/// The wall clock of planned work.
@NullMarked
package dev.tocsin.incident.maintenance.scheduler;

import org.jspecify.annotations.NullMarked;
