/// Subscriptions as pages that work without script.
@NullMarked
package dev.tocsin.notifier.subscription.page;

import org.jspecify.annotations.NullMarked;
