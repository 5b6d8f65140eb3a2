/// Verdicts: the events of `tocsin.cell-status` and `tocsin.status-history`.
@NullMarked
package dev.tocsin.contract.status;

import org.jspecify.annotations.NullMarked;
