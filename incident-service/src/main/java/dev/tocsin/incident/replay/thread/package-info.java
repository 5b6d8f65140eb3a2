/// Runs one replay at a time, on a thread of its own.
@NullMarked
package dev.tocsin.incident.replay.thread;

import org.jspecify.annotations.NullMarked;
