/// Operators: how they sign in, and how they hear of Tocsin's own troubles.
@NullMarked
package dev.tocsin.notifier.operator;

import org.jspecify.annotations.NullMarked;
