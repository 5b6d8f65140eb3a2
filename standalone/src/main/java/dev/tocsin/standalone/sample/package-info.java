/// The sample product, made to be broken: five components in three regions that need one another, each cell on a port
/// of its own.
@NullMarked
package dev.tocsin.standalone.sample;

import org.jspecify.annotations.NullMarked;
