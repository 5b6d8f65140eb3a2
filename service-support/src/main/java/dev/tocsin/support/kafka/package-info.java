/// Kafka as all services use it: CloudEvents in records, topics, dead letters, and what to do with a record that fails.
@NullMarked
package dev.tocsin.support.kafka;

import org.jspecify.annotations.NullMarked;
