/// Maintenance windows as iCalendar.
@NullMarked
package dev.tocsin.incident.readers.calendar;

import org.jspecify.annotations.NullMarked;
