/// Follows the catalog's channels of operators, and alerts operators to those that cannot be used.
@NullMarked
package dev.tocsin.notifier.operator.schedule;

import org.jspecify.annotations.NullMarked;
