/// The trace of a cell, over REST.
@NullMarked
package dev.tocsin.incident.trace.api;

import org.jspecify.annotations.NullMarked;
