/// Explains why a cell was part of an incident at a time, or of none: its status changes, and the decisions about it.
@NullMarked
package dev.tocsin.incident.trace;

import org.jspecify.annotations.NullMarked;
