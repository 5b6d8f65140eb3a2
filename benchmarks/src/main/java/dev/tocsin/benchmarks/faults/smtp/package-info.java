/// The subscribers' mail server.
@NullMarked
package dev.tocsin.benchmarks.faults.smtp;

import org.jspecify.annotations.NullMarked;
