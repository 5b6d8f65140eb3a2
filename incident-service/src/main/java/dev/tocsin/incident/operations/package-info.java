/// Operator actions on incidents: their fields, their effects, and their results.
@NullMarked
package dev.tocsin.incident.operations;

import org.jspecify.annotations.NullMarked;
