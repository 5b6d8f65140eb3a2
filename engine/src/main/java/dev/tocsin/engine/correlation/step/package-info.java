/// The steps of the correlator: one for each kind of input, and the steps that these share.
@NullMarked
package dev.tocsin.engine.correlation.step;

import org.jspecify.annotations.NullMarked;
