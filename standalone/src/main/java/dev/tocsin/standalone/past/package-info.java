/// A made-up past of the sample product: the request for it, its making, and its postmortems.
@NullMarked
package dev.tocsin.standalone.past;

import org.jspecify.annotations.NullMarked;
