/// `./tocsin bench accuracy` and `./tocsin bench simulate`.
@NullMarked
package dev.tocsin.benchmarks.accuracy.command;

import org.jspecify.annotations.NullMarked;
