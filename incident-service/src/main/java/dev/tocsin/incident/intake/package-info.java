/// Health events and changes from other senders: which of them are valid, and the errors of the rest.
@NullMarked
package dev.tocsin.incident.intake;

import org.jspecify.annotations.NullMarked;
