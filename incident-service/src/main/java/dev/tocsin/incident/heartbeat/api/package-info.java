/// Shows operators the URL that each job has to call.
@NullMarked
package dev.tocsin.incident.heartbeat.api;

import org.jspecify.annotations.NullMarked;
