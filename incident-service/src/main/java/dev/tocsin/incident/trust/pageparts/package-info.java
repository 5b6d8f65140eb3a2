/// The parts that the public and the operators' pages share: the grid and planned work.
@NullMarked
package dev.tocsin.incident.trust.pageparts;

import org.jspecify.annotations.NullMarked;
