/// Counts uptime every now and then for pages.
@NullMarked
package dev.tocsin.incident.uptime.scheduler;

import org.jspecify.annotations.NullMarked;
