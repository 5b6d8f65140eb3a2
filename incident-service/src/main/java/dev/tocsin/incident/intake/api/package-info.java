/// Health events and changes over REST.
@NullMarked
package dev.tocsin.incident.intake.api;

import org.jspecify.annotations.NullMarked;
