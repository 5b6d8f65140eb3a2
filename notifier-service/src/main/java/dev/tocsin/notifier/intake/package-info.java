/// Topics in: their records become rows, and the offset to go on from is kept with those rows.
@NullMarked
package dev.tocsin.notifier.intake;

import org.jspecify.annotations.NullMarked;
