/// Keeps reports whole and in order until Kafka has them, and learns the clock's offset from them.
@NullMarked
package dev.tocsin.probe.report;

import org.jspecify.annotations.NullMarked;
