/// Removes old rows from PostgreSQL, a few at a time.
@NullMarked
package dev.tocsin.notifier.retention.store;

import org.jspecify.annotations.NullMarked;
