/// Planned work: windows by the catalog's timetables and by operators' hands, and how each goes from its plan to its
/// end.
@NullMarked
package dev.tocsin.incident.maintenance;

import org.jspecify.annotations.NullMarked;
