/// Incidents' impact, who was told, and deliveries, in PostgreSQL.
@NullMarked
package dev.tocsin.notifier.delivery.store;

import org.jspecify.annotations.NullMarked;
