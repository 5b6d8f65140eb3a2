/// Those who look.
@NullMarked
package dev.tocsin.benchmarks.web.http;

import org.jspecify.annotations.NullMarked;
