/// The operator alerts that stand, in PostgreSQL.
@NullMarked
package dev.tocsin.notifier.operator.store;

import org.jspecify.annotations.NullMarked;
