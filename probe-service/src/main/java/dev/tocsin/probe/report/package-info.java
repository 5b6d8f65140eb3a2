/// What keeps reports whole and in order until Kafka has them, and what they teach of the clock.
@NullMarked
package dev.tocsin.probe.report;

import org.jspecify.annotations.NullMarked;
