/// Counts uptime at intervals, for pages.
@NullMarked
package dev.tocsin.incident.trust.uptime.scheduler;

import org.jspecify.annotations.NullMarked;
