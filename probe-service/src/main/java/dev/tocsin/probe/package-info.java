/// Asks components how they are, from one vantage point, and reports the results.
@NullMarked
package dev.tocsin.probe;

import org.jspecify.annotations.NullMarked;
