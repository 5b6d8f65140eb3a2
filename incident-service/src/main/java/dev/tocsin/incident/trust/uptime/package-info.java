/// Uptime as it is stored, corrected and shown.
@NullMarked
package dev.tocsin.incident.trust.uptime;

import org.jspecify.annotations.NullMarked;
