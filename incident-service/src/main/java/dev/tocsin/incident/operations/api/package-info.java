/// Operator actions over REST, given to the one writer.
@NullMarked
package dev.tocsin.incident.operations.api;

import org.jspecify.annotations.NullMarked;
