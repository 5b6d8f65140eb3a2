/// PostgreSQL: windows in their present state, and their events that are still to be published.
@NullMarked
package dev.tocsin.incident.maintenance.store;

import org.jspecify.annotations.NullMarked;
