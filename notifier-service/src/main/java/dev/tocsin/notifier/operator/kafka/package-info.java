/// Operator alerts out to Kafka.
@NullMarked
package dev.tocsin.notifier.operator.kafka;

import org.jspecify.annotations.NullMarked;
