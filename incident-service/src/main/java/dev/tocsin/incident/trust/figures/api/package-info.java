/// Figures of checks, over REST.
@NullMarked
package dev.tocsin.incident.trust.figures.api;

import org.jspecify.annotations.NullMarked;
