/// The events that incident-service would publish.
@NullMarked
package dev.tocsin.benchmarks.notices.kafka;

import org.jspecify.annotations.NullMarked;
