/// The catalog from a YAML file: read whole, judged whole, with every problem named where it stands.
@NullMarked
package dev.tocsin.engine.catalog.file;

import org.jspecify.annotations.NullMarked;
