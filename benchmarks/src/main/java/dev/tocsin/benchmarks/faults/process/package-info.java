/// The broker, the database and two notifiers: the processes that are killed and started again.
@NullMarked
package dev.tocsin.benchmarks.faults.process;

import org.jspecify.annotations.NullMarked;
