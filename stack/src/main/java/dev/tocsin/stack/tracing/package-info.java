/// A receiver for the traces that services under test export.
@NullMarked
package dev.tocsin.stack.tracing;

import org.jspecify.annotations.NullMarked;
