/// Operators' channels, the incidents as operators may read them, and the notices of these, in PostgreSQL.
@NullMarked
package dev.tocsin.notifier.operator.store;

import org.jspecify.annotations.NullMarked;
