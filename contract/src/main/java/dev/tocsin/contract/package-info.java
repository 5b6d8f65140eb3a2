/// Everything that crosses Kafka: the ids, the events of each topic and their JSON; no logic.
@NullMarked
package dev.tocsin.contract;

import org.jspecify.annotations.NullMarked;
