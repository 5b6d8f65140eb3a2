/// Health events and changes from other senders: what is right of them, and what is said of the rest.
@NullMarked
package dev.tocsin.incident.intake;

import org.jspecify.annotations.NullMarked;
