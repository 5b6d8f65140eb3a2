/// HTTP: the trace that explains why an incident is as it is.
@NullMarked
package dev.tocsin.incident.writer.api;

import org.jspecify.annotations.NullMarked;
