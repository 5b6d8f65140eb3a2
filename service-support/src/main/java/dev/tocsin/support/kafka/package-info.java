/// Kafka as all services use it: CloudEvents in records, topics, dead letters, and the handling of records that fail.
@NullMarked
package dev.tocsin.support.kafka;

import org.jspecify.annotations.NullMarked;
