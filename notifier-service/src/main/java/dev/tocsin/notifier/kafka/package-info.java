/// What the features share of Kafka: its topics, and one producer for what must not be lost.
@NullMarked
package dev.tocsin.notifier.kafka;

import org.jspecify.annotations.NullMarked;
