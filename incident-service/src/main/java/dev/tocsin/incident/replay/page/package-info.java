/// The page on which operators replay the past with other settings.
@NullMarked
package dev.tocsin.incident.replay.page;

import org.jspecify.annotations.NullMarked;
