/// Programs that others wrote: the client that loads, and who judges pages.
@NullMarked
package dev.tocsin.benchmarks.web.process;

import org.jspecify.annotations.NullMarked;
