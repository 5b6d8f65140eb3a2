/// The command that `./tocsin demo --history` starts to fill a broker with a past.
@NullMarked
package dev.tocsin.benchmarks.history.command;

import org.jspecify.annotations.NullMarked;
