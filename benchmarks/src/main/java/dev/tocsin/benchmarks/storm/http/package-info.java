/// Clients that read pages and the API during the storm.
@NullMarked
package dev.tocsin.benchmarks.storm.http;

import org.jspecify.annotations.NullMarked;
