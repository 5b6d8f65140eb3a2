/// PostgreSQL: the figures around an onset, and the times of suspected changes.
@NullMarked
package dev.tocsin.incident.evidence.store;

import org.jspecify.annotations.NullMarked;
