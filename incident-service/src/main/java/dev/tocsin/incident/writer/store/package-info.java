/// PostgreSQL: the one writer's state, its offsets, and the events that are still to be sent.
@NullMarked
package dev.tocsin.incident.writer.store;

import org.jspecify.annotations.NullMarked;
