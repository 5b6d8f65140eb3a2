/// The trust page: the read model, and all that the public and machines read. What decides about outages imports
/// nothing of it (decision 42).
@NullMarked
package dev.tocsin.incident.trust;

import org.jspecify.annotations.NullMarked;
