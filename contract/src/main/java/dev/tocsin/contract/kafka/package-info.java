/// The contract on the wire: CloudEvents in Kafka's binary mode, topic creation, dead letters, group-less readers.
@NullMarked
package dev.tocsin.contract.kafka;

import org.jspecify.annotations.NullMarked;
