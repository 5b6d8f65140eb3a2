/// Operators find out which URL a job has to call.
@NullMarked
package dev.tocsin.incident.heartbeat.api;

import org.jspecify.annotations.NullMarked;
