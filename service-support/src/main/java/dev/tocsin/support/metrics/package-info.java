/// Makes the metrics of libraries fit the rules of Prometheus.
@NullMarked
package dev.tocsin.support.metrics;

import org.jspecify.annotations.NullMarked;
