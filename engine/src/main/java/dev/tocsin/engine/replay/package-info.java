/// Runs recorded logs through detection and correlation as fast as possible, by the times in the log alone.
@NullMarked
package dev.tocsin.engine.replay;

import org.jspecify.annotations.NullMarked;
