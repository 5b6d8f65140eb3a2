/// What machines read: the public status API's shapes, and badges.
@NullMarked
package dev.tocsin.incident.readers;

import org.jspecify.annotations.NullMarked;
