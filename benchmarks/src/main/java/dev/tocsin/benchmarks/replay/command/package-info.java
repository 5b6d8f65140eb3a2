/// `./tocsin replay`, and the tables that it prints.
@NullMarked
package dev.tocsin.benchmarks.replay.command;

import org.jspecify.annotations.NullMarked;
