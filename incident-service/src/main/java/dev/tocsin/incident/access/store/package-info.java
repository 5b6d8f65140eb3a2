/// Accounts and sessions in PostgreSQL.
@NullMarked
package dev.tocsin.incident.access.store;

import org.jspecify.annotations.NullMarked;
