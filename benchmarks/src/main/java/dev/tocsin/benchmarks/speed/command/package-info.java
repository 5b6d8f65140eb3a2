/// `./tocsin bench detection`.
@NullMarked
package dev.tocsin.benchmarks.speed.command;

import org.jspecify.annotations.NullMarked;
