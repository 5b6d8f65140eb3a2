/// Reads the incidents that customers may see, from Kafka.
@NullMarked
package dev.tocsin.notifier.delivery.intake;

import org.jspecify.annotations.NullMarked;
