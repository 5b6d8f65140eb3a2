/// The current state from the topics: cells, incidents, vantage points, alerts; and the parts each audience may see.
@NullMarked
package dev.tocsin.incident.trust.live;

import org.jspecify.annotations.NullMarked;
