/// Planned work as operators ask for it, stored and published.
@NullMarked
package dev.tocsin.incident.maintenance;

import org.jspecify.annotations.NullMarked;
