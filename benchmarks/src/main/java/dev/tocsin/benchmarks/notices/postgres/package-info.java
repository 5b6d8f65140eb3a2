/// Subscribers and deliveries in the notifier's own tables.
@NullMarked
package dev.tocsin.benchmarks.notices.postgres;

import org.jspecify.annotations.NullMarked;
