/// Figures of checks in PostgreSQL.
@NullMarked
package dev.tocsin.incident.trust.figures.store;

import org.jspecify.annotations.NullMarked;
