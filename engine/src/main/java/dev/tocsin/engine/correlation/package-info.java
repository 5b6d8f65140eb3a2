/// Decides which failures are one incident: a pure function from the events of detection, catalog and changes to the
/// events that are published.
@NullMarked
package dev.tocsin.engine.correlation;

import org.jspecify.annotations.NullMarked;
