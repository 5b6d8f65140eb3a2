/// The tokens of programs on Kafka, for the services that know no table of ours.
@NullMarked
package dev.tocsin.incident.access.topic;

import org.jspecify.annotations.NullMarked;
