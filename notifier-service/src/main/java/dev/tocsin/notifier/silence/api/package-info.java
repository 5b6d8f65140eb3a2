/// Operators make, list and end silences.
@NullMarked
package dev.tocsin.notifier.silence.api;

import org.jspecify.annotations.NullMarked;
