/// `./tocsin bench storm`.
@NullMarked
package dev.tocsin.benchmarks.storm.command;

import org.jspecify.annotations.NullMarked;
