/// Why, over REST.
@NullMarked
package dev.tocsin.incident.trace.api;

import org.jspecify.annotations.NullMarked;
