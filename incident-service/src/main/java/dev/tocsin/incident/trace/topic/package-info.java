/// Status changes of long ago, read from where they are kept for ever.
@NullMarked
package dev.tocsin.incident.trace.topic;

import org.jspecify.annotations.NullMarked;
