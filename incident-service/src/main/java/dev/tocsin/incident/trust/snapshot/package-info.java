/// The trust page as plain files, each with its time, which still tell the truth when everything behind them is dead.
@NullMarked
package dev.tocsin.incident.trust.snapshot;

import org.jspecify.annotations.NullMarked;
