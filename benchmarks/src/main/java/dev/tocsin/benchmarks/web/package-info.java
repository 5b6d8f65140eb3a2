/// The speed, the weight and the live updates of the public page and its API.
@NullMarked
package dev.tocsin.benchmarks.web;

import org.jspecify.annotations.NullMarked;
