/// Reads incidents for operators, internal ones among them, from Kafka.
@NullMarked
package dev.tocsin.notifier.operator.intake;

import org.jspecify.annotations.NullMarked;
