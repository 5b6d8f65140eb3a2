/// Planned work: the windows that come of the catalog's timetables, and how each goes from its plan to its end.
@NullMarked
package dev.tocsin.engine.maintenance;

import org.jspecify.annotations.NullMarked;
