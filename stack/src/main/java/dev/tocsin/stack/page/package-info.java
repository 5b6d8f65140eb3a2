/// Validates pages by the standards of HTML, and lays them out to see whether they fit.
@NullMarked
package dev.tocsin.stack.page;

import org.jspecify.annotations.NullMarked;
