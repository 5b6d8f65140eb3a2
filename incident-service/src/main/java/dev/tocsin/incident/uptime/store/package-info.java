/// What uptime is counted from, in PostgreSQL.
@NullMarked
package dev.tocsin.incident.uptime.store;

import org.jspecify.annotations.NullMarked;
