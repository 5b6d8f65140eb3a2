/// Sends heartbeats to `tocsin.vantage-points`.
@NullMarked
package dev.tocsin.probe.heartbeat.kafka;

import org.jspecify.annotations.NullMarked;
