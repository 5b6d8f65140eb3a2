/// Trouble of Tocsin itself: raised and cleared, shown at `/ops`, and mailed to the operators.
@NullMarked
package dev.tocsin.incident.operator;

import org.jspecify.annotations.NullMarked;
