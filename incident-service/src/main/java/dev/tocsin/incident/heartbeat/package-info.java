/// Jobs that must report in time: what a call means, and how many calls are taken.
@NullMarked
package dev.tocsin.incident.heartbeat;

import org.jspecify.annotations.NullMarked;
