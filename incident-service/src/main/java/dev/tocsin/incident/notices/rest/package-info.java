/// Asks notifier-service over REST, and notes whether it answers.
@NullMarked
package dev.tocsin.incident.notices.rest;

import org.jspecify.annotations.NullMarked;
