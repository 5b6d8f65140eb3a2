/// The uptime of cells: intervals, the time that is taken out of them, and the formulas that calculate figures from
/// them.
@NullMarked
package dev.tocsin.engine.uptime;

import org.jspecify.annotations.NullMarked;
