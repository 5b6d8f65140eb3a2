/// What is up and what is down: votes of vantage points, the verdicts they agree on, and how those change.
@NullMarked
package dev.tocsin.engine.detection;

import org.jspecify.annotations.NullMarked;
