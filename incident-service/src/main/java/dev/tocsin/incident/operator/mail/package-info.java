/// Mails operator alerts, straight from here, so that it works without Kafka.
@NullMarked
package dev.tocsin.incident.operator.mail;

import org.jspecify.annotations.NullMarked;
