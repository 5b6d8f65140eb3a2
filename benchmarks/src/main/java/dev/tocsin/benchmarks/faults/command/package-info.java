/// The benchmark as a command.
@NullMarked
package dev.tocsin.benchmarks.faults.command;

import org.jspecify.annotations.NullMarked;
