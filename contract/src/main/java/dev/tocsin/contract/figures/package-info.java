/// Figures that are counted from health events: the events of `tocsin.minute-figures`.
@NullMarked
package dev.tocsin.contract.figures;

import org.jspecify.annotations.NullMarked;
