/// What operators do to incidents: how it is said, what it will do, and what came of it.
@NullMarked
package dev.tocsin.incident.operations;

import org.jspecify.annotations.NullMarked;
