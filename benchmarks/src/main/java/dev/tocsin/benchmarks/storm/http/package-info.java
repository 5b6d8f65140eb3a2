/// Those who look at pages and at the API meanwhile.
@NullMarked
package dev.tocsin.benchmarks.storm.http;

import org.jspecify.annotations.NullMarked;
