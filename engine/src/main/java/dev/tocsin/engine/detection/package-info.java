/// Decides what is up and what is down: the votes of vantage points, the verdicts on which they agree, and the changes
/// of these.
@NullMarked
package dev.tocsin.engine.detection;

import org.jspecify.annotations.NullMarked;
