/// Detection and its bare counterpart on one thread of Kafka Streams, in a process of their own.
@NullMarked
package dev.tocsin.benchmarks.speed.stream;

import org.jspecify.annotations.NullMarked;
