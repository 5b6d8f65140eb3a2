/// The audit log over REST.
@NullMarked
package dev.tocsin.notifier.audit.api;

import org.jspecify.annotations.NullMarked;
