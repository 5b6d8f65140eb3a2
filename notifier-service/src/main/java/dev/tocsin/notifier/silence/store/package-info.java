/// Silences in PostgreSQL, and the conditions that they add to the statements that decide who is notified.
@NullMarked
package dev.tocsin.notifier.silence.store;

import org.jspecify.annotations.NullMarked;
