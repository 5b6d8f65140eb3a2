/// PostgreSQL: windows as they stand, and what is still to be told of them.
@NullMarked
package dev.tocsin.incident.maintenance.store;

import org.jspecify.annotations.NullMarked;
