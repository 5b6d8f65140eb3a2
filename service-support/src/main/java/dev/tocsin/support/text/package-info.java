/// Text from people and from outside, in forms in which it does no harm: CommonMark as HTML or as plain text, lines
/// without control characters.
@NullMarked
package dev.tocsin.support.text;

import org.jspecify.annotations.NullMarked;
