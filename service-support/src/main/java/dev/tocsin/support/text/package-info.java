/// Text from people and from outside, in harmless forms: CommonMark as HTML or as plain text, lines without control
/// characters.
@NullMarked
package dev.tocsin.support.text;

import org.jspecify.annotations.NullMarked;
