/// Whether an incident is one of many: what those on one component within five months have in common, or that nothing
/// is.
@NullMarked
package dev.tocsin.incident.recurrence;

import org.jspecify.annotations.NullMarked;
