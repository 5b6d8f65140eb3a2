/// Follows `tocsin.catalog`.
@NullMarked
package dev.tocsin.probe.catalog.kafka;

import org.jspecify.annotations.NullMarked;
