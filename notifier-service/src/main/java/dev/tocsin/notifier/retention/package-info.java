/// Decides which rows are removed once they are over and old.
@NullMarked
package dev.tocsin.notifier.retention;

import org.jspecify.annotations.NullMarked;
