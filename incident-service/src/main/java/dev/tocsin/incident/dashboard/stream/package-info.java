/// Server-sent events: each thing that changed is written once, and sent to all who follow.
@NullMarked
package dev.tocsin.incident.dashboard.stream;

import org.jspecify.annotations.NullMarked;
