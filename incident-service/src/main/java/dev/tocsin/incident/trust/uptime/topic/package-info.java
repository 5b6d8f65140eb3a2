/// Status history, from which uptime is counted: followed into the store, and read anew for a recomputation.
@NullMarked
package dev.tocsin.incident.trust.uptime.topic;

import org.jspecify.annotations.NullMarked;
