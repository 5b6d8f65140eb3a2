/// Content for machines: the shapes of the public status API, and badges.
@NullMarked
package dev.tocsin.incident.trust.readers;

import org.jspecify.annotations.NullMarked;
