/// Uptime's figures, their origin, and their corrections, over REST.
@NullMarked
package dev.tocsin.incident.trust.uptime.api;

import org.jspecify.annotations.NullMarked;
