/// Asks components how they are, from one vantage point, and reports what it saw.
@NullMarked
package dev.tocsin.probe;

import org.jspecify.annotations.NullMarked;
