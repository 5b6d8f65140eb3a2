/// Packs figures at intervals, and drops old ones.
@NullMarked
package dev.tocsin.incident.trust.figures.scheduler;

import org.jspecify.annotations.NullMarked;
