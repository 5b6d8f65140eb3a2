/// The catalog on `tocsin.catalog`: published by version, followed by every instance.
@NullMarked
package dev.tocsin.incident.catalog.topic;

import org.jspecify.annotations.NullMarked;
