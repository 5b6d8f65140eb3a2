/// Incidents' impact, the notices about them, and deliveries, in PostgreSQL.
@NullMarked
package dev.tocsin.notifier.delivery.store;

import org.jspecify.annotations.NullMarked;
