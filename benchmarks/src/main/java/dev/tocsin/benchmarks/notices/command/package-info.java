/// `./tocsin bench notices`.
@NullMarked
package dev.tocsin.benchmarks.notices.command;

import org.jspecify.annotations.NullMarked;
