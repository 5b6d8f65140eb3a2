/// The broker, the database and the packaged service, each in a process of its own.
@NullMarked
package dev.tocsin.benchmarks.process;

import org.jspecify.annotations.NullMarked;
