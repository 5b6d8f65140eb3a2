/// The history as Atom and RSS.
@NullMarked
package dev.tocsin.incident.trust.readers.feed;

import org.jspecify.annotations.NullMarked;
