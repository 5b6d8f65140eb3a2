/// Counts uptime at intervals, for pages.
@NullMarked
package dev.tocsin.incident.uptime.scheduler;

import org.jspecify.annotations.NullMarked;
