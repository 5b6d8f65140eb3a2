/// What notifier-service knows, as operators see it: silences, subscribers, and notices on their way.
@NullMarked
package dev.tocsin.incident.notices;

import org.jspecify.annotations.NullMarked;
