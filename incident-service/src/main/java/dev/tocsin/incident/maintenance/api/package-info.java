/// Planned work over REST.
@NullMarked
package dev.tocsin.incident.maintenance.api;

import org.jspecify.annotations.NullMarked;
