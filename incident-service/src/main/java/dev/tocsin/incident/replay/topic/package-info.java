/// The recorded events of a time, read from Kafka when somebody asks for a replay.
@NullMarked
package dev.tocsin.incident.replay.topic;

import org.jspecify.annotations.NullMarked;
