/// The steps of deliveries out to Kafka.
@NullMarked
package dev.tocsin.notifier.delivery.outbox;

import org.jspecify.annotations.NullMarked;
