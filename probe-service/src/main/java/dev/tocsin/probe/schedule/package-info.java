/// Schedules the checks: without drift, without bunches, sooner while in doubt.
@NullMarked
package dev.tocsin.probe.schedule;

import org.jspecify.annotations.NullMarked;
