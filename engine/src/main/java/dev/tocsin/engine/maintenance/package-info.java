/// Planned work: the windows that result from the catalog's timetables, and the course of each from its plan to its
/// end.
@NullMarked
package dev.tocsin.engine.maintenance;

import org.jspecify.annotations.NullMarked;
