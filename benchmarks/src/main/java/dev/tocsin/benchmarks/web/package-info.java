/// How quick, light and live what the public reads is.
@NullMarked
package dev.tocsin.benchmarks.web;

import org.jspecify.annotations.NullMarked;
