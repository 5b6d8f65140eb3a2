/// Recognises operators and programs by their tokens, and limits the wrong tokens from one address.
@NullMarked
package dev.tocsin.support.access;

import org.jspecify.annotations.NullMarked;
