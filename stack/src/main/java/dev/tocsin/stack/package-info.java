/// Real Kafka, PostgreSQL and SMTP for tests and for standalone.
@NullMarked
package dev.tocsin.stack;

import org.jspecify.annotations.NullMarked;
