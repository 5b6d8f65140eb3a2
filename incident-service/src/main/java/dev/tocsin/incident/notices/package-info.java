/// Operators' views of notifier-service: silences, subscribers, and notices on their way.
@NullMarked
package dev.tocsin.incident.notices;

import org.jspecify.annotations.NullMarked;
