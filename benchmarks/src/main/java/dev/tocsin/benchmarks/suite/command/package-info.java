/// `./tocsin bench`: suites by name.
@NullMarked
package dev.tocsin.benchmarks.suite.command;

import org.jspecify.annotations.NullMarked;
