/// The rules by which the correlator judges which failures belong together, what their root is, and what may
/// have caused them.
@NullMarked
package dev.tocsin.engine.correlation.rule;

import org.jspecify.annotations.NullMarked;
