/// Kafka out: each window after each change, on `tocsin.maintenance`.
@NullMarked
package dev.tocsin.incident.maintenance.topic;

import org.jspecify.annotations.NullMarked;
