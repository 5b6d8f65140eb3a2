/// Publishes operator alerts, and knows which stand.
@NullMarked
package dev.tocsin.incident.operator.topic;

import org.jspecify.annotations.NullMarked;
