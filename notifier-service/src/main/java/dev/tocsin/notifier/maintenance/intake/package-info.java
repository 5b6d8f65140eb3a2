/// Reads planned work from Kafka.
@NullMarked
package dev.tocsin.notifier.maintenance.intake;

import org.jspecify.annotations.NullMarked;
