/// Maintenance windows as iCalendar.
@NullMarked
package dev.tocsin.incident.trust.readers.calendar;

import org.jspecify.annotations.NullMarked;
