/// Trouble with Tocsin itself: raised and cleared once, published on its topic, and mailed to the operators.
@NullMarked
package dev.tocsin.support.operator;

import org.jspecify.annotations.NullMarked;
