/// Sends what is due, in the background.
@NullMarked
package dev.tocsin.notifier.delivery.schedule;

import org.jspecify.annotations.NullMarked;
