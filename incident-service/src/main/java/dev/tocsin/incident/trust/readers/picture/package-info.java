/// Pictures of the status, painted with what the JDK has.
@NullMarked
package dev.tocsin.incident.trust.readers.picture;

import org.jspecify.annotations.NullMarked;
