/// PostgreSQL: drafts of postmortems.
@NullMarked
package dev.tocsin.incident.operations.store;

import org.jspecify.annotations.NullMarked;
