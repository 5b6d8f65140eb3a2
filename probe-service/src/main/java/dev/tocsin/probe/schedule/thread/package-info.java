/// Starts each ask when it is due, on a virtual thread of its own.
@NullMarked
package dev.tocsin.probe.schedule.thread;

import org.jspecify.annotations.NullMarked;
