/// What was told of an incident, from the first word to the postmortem.
@NullMarked
package dev.tocsin.incident.story;

import org.jspecify.annotations.NullMarked;
