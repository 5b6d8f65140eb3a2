/// Notices on their way: each is sent once, in order, or given up visibly.
@NullMarked
package dev.tocsin.notifier.delivery;

import org.jspecify.annotations.NullMarked;
