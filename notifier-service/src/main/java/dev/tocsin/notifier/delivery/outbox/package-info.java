/// Publishes the steps of deliveries to Kafka.
@NullMarked
package dev.tocsin.notifier.delivery.outbox;

import org.jspecify.annotations.NullMarked;
