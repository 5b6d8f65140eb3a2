/// What customers may read of incidents, in from Kafka.
@NullMarked
package dev.tocsin.notifier.delivery.intake;

import org.jspecify.annotations.NullMarked;
