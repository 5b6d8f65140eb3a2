/// The operators' view of the current state.
@NullMarked
package dev.tocsin.incident.dashboard;

import org.jspecify.annotations.NullMarked;
