/// Jobs that must report in time: the meaning of a call, and the limit on calls.
@NullMarked
package dev.tocsin.incident.heartbeat;

import org.jspecify.annotations.NullMarked;
