/// Planned work as operators request it, stored and published.
@NullMarked
package dev.tocsin.incident.maintenance;

import org.jspecify.annotations.NullMarked;
