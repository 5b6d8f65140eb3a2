/// The current state over REST, and as a stream of server-sent events.
@NullMarked
package dev.tocsin.incident.dashboard.api;

import org.jspecify.annotations.NullMarked;
