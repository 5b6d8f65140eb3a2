/// What is told to a caller whose request could not be served, as RFC 9457 has it.
@NullMarked
package dev.tocsin.incident.problem;

import org.jspecify.annotations.NullMarked;
