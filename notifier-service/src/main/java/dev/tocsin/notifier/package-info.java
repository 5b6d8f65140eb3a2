/// Notifies the right people, once.
@NullMarked
package dev.tocsin.notifier;

import org.jspecify.annotations.NullMarked;
