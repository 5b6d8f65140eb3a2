/// The catalog, followed for the names that a subscription may choose.
@NullMarked
package dev.tocsin.notifier.subscription.kafka;

import org.jspecify.annotations.NullMarked;
