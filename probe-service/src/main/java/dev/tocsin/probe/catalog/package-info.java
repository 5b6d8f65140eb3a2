/// What the catalog asks of this vantage point.
@NullMarked
package dev.tocsin.probe.catalog;

import org.jspecify.annotations.NullMarked;
