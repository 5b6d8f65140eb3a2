/// Subscriptions and their tokens in PostgreSQL.
@NullMarked
package dev.tocsin.notifier.subscription.store;

import org.jspecify.annotations.NullMarked;
