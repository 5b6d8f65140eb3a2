/// The inputs from which uptime is counted, in PostgreSQL.
@NullMarked
package dev.tocsin.incident.trust.uptime.store;

import org.jspecify.annotations.NullMarked;
