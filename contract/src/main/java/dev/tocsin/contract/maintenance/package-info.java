/// Planned work: the events of `tocsin.maintenance`.
@NullMarked
package dev.tocsin.contract.maintenance;

import org.jspecify.annotations.NullMarked;
