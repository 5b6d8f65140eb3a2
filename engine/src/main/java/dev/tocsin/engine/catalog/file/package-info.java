/// Reads the catalog from a YAML file: all of it is read and judged, and every problem is named with its place.
@NullMarked
package dev.tocsin.engine.catalog.file;

import org.jspecify.annotations.NullMarked;
