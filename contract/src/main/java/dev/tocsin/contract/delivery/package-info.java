/// The progress of each delivery: the events of `tocsin.deliveries`.
@NullMarked
package dev.tocsin.contract.delivery;

import org.jspecify.annotations.NullMarked;
