/// Detection on Kafka Streams: one log in, status changes out, exactly once.
@NullMarked
package dev.tocsin.incident.detection.stream;

import org.jspecify.annotations.NullMarked;
