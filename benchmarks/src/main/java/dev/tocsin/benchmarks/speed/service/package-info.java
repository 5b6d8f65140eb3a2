/// incident-service as it was built, with the Kafka and PostgreSQL that it runs on, and what it is made to see.
@NullMarked
package dev.tocsin.benchmarks.speed.service;

import org.jspecify.annotations.NullMarked;
