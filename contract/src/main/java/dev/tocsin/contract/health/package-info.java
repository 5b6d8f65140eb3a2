/// The one log of detection: the events of `tocsin.health-events`.
@NullMarked
package dev.tocsin.contract.health;

import org.jspecify.annotations.NullMarked;
