/// Checks the heartbeats each second.
@NullMarked
package dev.tocsin.incident.vantagepoint.scheduler;

import org.jspecify.annotations.NullMarked;
