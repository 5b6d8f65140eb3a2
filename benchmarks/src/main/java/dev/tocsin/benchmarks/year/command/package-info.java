/// The benchmark as a command.
@NullMarked
package dev.tocsin.benchmarks.year.command;

import org.jspecify.annotations.NullMarked;
