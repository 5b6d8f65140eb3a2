/// `./tocsin record`: from the topics of a running Tocsin into a file.
@NullMarked
package dev.tocsin.benchmarks.replay.kafka;

import org.jspecify.annotations.NullMarked;
