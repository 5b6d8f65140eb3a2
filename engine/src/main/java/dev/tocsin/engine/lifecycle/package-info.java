/// Incidents as people follow them, with their outages, their changes, and the story that is published of them.
@NullMarked
package dev.tocsin.engine.lifecycle;

import org.jspecify.annotations.NullMarked;
