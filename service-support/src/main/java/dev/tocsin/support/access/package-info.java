/// Who is an operator: whoever shows the operator's token, at most so many wrong ones a minute.
@NullMarked
package dev.tocsin.support.access;

import org.jspecify.annotations.NullMarked;
