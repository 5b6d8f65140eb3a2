/// Finds out whether the vantage point itself still sees anything.
@NullMarked
package dev.tocsin.probe.control;

import org.jspecify.annotations.NullMarked;
