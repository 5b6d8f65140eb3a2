/// Processes that end with the process that started them, however that one ended.
@NullMarked
package dev.tocsin.stack.process;

import org.jspecify.annotations.NullMarked;
