/// The audience of a page or an answer.
@NullMarked
package dev.tocsin.incident.trust.viewer;

import org.jspecify.annotations.NullMarked;
