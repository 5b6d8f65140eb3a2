/// What stands now, gathered from the topics: cells, incidents, vantage points, alerts; and who may see what of it.
@NullMarked
package dev.tocsin.incident.live;

import org.jspecify.annotations.NullMarked;
