/// The audit log in PostgreSQL.
@NullMarked
package dev.tocsin.notifier.audit.store;

import org.jspecify.annotations.NullMarked;
