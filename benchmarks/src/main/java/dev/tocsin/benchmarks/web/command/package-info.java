/// `./tocsin bench web`.
@NullMarked
package dev.tocsin.benchmarks.web.command;

import org.jspecify.annotations.NullMarked;
