/// What the past left on the topics, and what changes meanwhile.
@NullMarked
package dev.tocsin.benchmarks.web.kafka;

import org.jspecify.annotations.NullMarked;
