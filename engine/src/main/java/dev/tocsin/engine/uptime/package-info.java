/// How much of the time cells were up: intervals, what is taken out of them, and the formulas that make figures of
/// them.
@NullMarked
package dev.tocsin.engine.uptime;

import org.jspecify.annotations.NullMarked;
