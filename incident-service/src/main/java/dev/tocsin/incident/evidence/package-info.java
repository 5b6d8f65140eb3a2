/// The evidence for an incident, as operators see it: figures around the onset, the dependency path, votes, suspects.
@NullMarked
package dev.tocsin.incident.evidence;

import org.jspecify.annotations.NullMarked;
