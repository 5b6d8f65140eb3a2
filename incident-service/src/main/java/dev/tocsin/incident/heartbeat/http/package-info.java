/// The secret URLs that jobs call.
@NullMarked
package dev.tocsin.incident.heartbeat.http;

import org.jspecify.annotations.NullMarked;
