/// Reports of probes about themselves: the events of `tocsin.vantage-points`.
@NullMarked
package dev.tocsin.contract.vantage;

import org.jspecify.annotations.NullMarked;
