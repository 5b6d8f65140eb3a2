/// Where services under test export their traces to.
@NullMarked
package dev.tocsin.stack.tracing;

import org.jspecify.annotations.NullMarked;
