/// The parts that the stores of the features share, such as converters that keep words in columns.
@NullMarked
package dev.tocsin.notifier.database;

import org.jspecify.annotations.NullMarked;
