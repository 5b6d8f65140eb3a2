/// The current status in one sentence, for the scripts of other sites.
@NullMarked
package dev.tocsin.incident.trust.readers.api;

import org.jspecify.annotations.NullMarked;
