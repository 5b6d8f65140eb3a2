/// A made-up past of the sample product: what it is to be, how a run gets it, and what is said of it afterwards.
@NullMarked
package dev.tocsin.standalone.past;

import org.jspecify.annotations.NullMarked;
