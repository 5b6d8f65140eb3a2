/// The operators' view, and the building blocks that it shares with the public one: grid, headline, live feed.
@NullMarked
package dev.tocsin.incident.dashboard;

import org.jspecify.annotations.NullMarked;
