/// Ends the periods of silences in the background.
@NullMarked
package dev.tocsin.notifier.silence.schedule;

import org.jspecify.annotations.NullMarked;
