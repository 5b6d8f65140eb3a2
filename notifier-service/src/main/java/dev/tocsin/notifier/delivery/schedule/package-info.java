/// Sends due deliveries in the background.
@NullMarked
package dev.tocsin.notifier.delivery.schedule;

import org.jspecify.annotations.NullMarked;
