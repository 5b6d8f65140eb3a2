/// A real Kafka broker in a process of its own.
@NullMarked
package dev.tocsin.stack.kafka;

import org.jspecify.annotations.NullMarked;
