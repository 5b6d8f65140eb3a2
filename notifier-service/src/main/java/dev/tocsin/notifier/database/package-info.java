/// What the stores of the features share: how words are kept in columns.
@NullMarked
package dev.tocsin.notifier.database;

import org.jspecify.annotations.NullMarked;
