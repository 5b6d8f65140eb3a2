/// Asks new subscribers to confirm, in the background.
@NullMarked
package dev.tocsin.notifier.subscription.schedule;

import org.jspecify.annotations.NullMarked;
