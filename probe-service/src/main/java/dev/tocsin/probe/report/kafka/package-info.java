/// Sends health events and heartbeats to Kafka.
@NullMarked
package dev.tocsin.probe.report.kafka;

import org.jspecify.annotations.NullMarked;
