/// Replays of recorded events with other settings, so that operators see what would have differed.
@NullMarked
package dev.tocsin.incident.replay;

import org.jspecify.annotations.NullMarked;
