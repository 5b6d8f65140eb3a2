/// The tokens of programs, followed on their topic, so that they are known also while incident-service is away.
@NullMarked
package dev.tocsin.notifier.access.kafka;

import org.jspecify.annotations.NullMarked;
