/// Reads topics: their records become rows, and the offset to continue from is kept with those rows.
@NullMarked
package dev.tocsin.notifier.intake;

import org.jspecify.annotations.NullMarked;
