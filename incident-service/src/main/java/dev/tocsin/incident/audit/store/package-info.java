/// The audit log in PostgreSQL.
@NullMarked
package dev.tocsin.incident.audit.store;

import org.jspecify.annotations.NullMarked;
