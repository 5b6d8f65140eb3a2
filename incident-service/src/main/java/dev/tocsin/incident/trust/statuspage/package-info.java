/// The page for customers: one sentence that answers, then the proof.
@NullMarked
package dev.tocsin.incident.trust.statuspage;

import org.jspecify.annotations.NullMarked;
