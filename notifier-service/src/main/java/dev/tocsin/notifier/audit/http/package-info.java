/// Takes notes of requests for the audit log.
@NullMarked
package dev.tocsin.notifier.audit.http;

import org.jspecify.annotations.NullMarked;
