/// Subscriptions over REST.
@NullMarked
package dev.tocsin.notifier.subscription.api;

import org.jspecify.annotations.NullMarked;
