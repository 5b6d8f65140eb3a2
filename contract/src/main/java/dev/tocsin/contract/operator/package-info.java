/// Trouble with Tocsin itself: the events of `tocsin.operator-alerts`.
@NullMarked
package dev.tocsin.contract.operator;

import org.jspecify.annotations.NullMarked;
