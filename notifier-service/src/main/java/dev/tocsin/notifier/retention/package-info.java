/// What is removed once it is over and old.
@NullMarked
package dev.tocsin.notifier.retention;

import org.jspecify.annotations.NullMarked;
