/// PostgreSQL, as the stores of the features use it.
@NullMarked
package dev.tocsin.notifier.database;

import org.jspecify.annotations.NullMarked;
