/// PostgreSQL: what the one writer knows, how far it has read, and what is still to be sent.
@NullMarked
package dev.tocsin.incident.writer.store;

import org.jspecify.annotations.NullMarked;
