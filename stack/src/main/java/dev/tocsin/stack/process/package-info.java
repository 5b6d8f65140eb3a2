/// Processes that end with whoever started them, however it ended.
@NullMarked
package dev.tocsin.stack.process;

import org.jspecify.annotations.NullMarked;
