/// The checks and control targets that the catalog assigns to this vantage point.
@NullMarked
package dev.tocsin.probe.catalog;

import org.jspecify.annotations.NullMarked;
