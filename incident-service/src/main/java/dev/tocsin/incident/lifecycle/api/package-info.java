/// HTTP: why an incident is as it is, and what operators do to it.
@NullMarked
package dev.tocsin.incident.lifecycle.api;

import org.jspecify.annotations.NullMarked;
