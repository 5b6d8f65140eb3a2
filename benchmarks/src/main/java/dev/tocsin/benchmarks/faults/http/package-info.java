/// The subscribers' endpoints.
@NullMarked
package dev.tocsin.benchmarks.faults.http;

import org.jspecify.annotations.NullMarked;
