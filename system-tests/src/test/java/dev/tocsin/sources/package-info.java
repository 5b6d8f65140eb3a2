/// Rules about what stands in the sources: names, settings, dependencies, and where the plain Kafka client may be.
@NullMarked
package dev.tocsin.sources;

import org.jspecify.annotations.NullMarked;
