/// The figures of minutes, from their topic into the store.
@NullMarked
package dev.tocsin.incident.trust.figures.topic;

import org.jspecify.annotations.NullMarked;
