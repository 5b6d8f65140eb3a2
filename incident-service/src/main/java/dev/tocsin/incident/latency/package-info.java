/// How long a cell's checks took lately, as each vantage point saw it.
@NullMarked
package dev.tocsin.incident.latency;

import org.jspecify.annotations.NullMarked;
