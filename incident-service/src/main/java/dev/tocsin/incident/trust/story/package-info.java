/// The published entries about an incident, from the first one to the postmortem.
@NullMarked
package dev.tocsin.incident.trust.story;

import org.jspecify.annotations.NullMarked;
