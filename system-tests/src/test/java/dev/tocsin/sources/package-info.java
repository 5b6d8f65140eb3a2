/// Checks the source files: their names, settings and dependencies, and that the plain Kafka client is used only where
/// decision 7 permits it.
@NullMarked
package dev.tocsin.sources;

import org.jspecify.annotations.NullMarked;
