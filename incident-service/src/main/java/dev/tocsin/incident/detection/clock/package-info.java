/// Ticks in detection's log, so that time passes there even when nothing else arrives.
@NullMarked
package dev.tocsin.incident.detection.clock;

import org.jspecify.annotations.NullMarked;
