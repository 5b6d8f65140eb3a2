/// HTTP: why an incident is as it is, and what operators do to it.
@NullMarked
package dev.tocsin.incident.writer.api;

import org.jspecify.annotations.NullMarked;
