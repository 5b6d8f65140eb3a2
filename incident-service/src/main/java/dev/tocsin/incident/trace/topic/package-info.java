/// Status changes of long ago, read from the topic that keeps them for ever.
@NullMarked
package dev.tocsin.incident.trace.topic;

import org.jspecify.annotations.NullMarked;
