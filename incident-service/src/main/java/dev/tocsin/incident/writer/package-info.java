/// The one writer of incidents: it reads the inputs, has them decided, stores the result and publishes it.
@NullMarked
package dev.tocsin.incident.writer;

import org.jspecify.annotations.NullMarked;
