/// The catalog by which the service works, on its topic.
@NullMarked
package dev.tocsin.incident.catalog;

import org.jspecify.annotations.NullMarked;
