/// The sample product: five components in three regions that need one another, each cell on a port of its own, to
/// break.
@NullMarked
package dev.tocsin.standalone.sample;

import org.jspecify.annotations.NullMarked;
