/// Deliveries over REST.
@NullMarked
package dev.tocsin.notifier.delivery.api;

import org.jspecify.annotations.NullMarked;
