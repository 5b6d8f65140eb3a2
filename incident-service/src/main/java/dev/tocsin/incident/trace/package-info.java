/// Why a cell was part of an incident at a time, or of none: what was seen of it, and what was decided about it.
@NullMarked
package dev.tocsin.incident.trace;

import org.jspecify.annotations.NullMarked;
