/// The catalog of the sample product.
@NullMarked
package dev.tocsin.standalone.catalog;

import org.jspecify.annotations.NullMarked;
