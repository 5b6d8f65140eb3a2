/// Removes old rows in the background.
@NullMarked
package dev.tocsin.notifier.retention.schedule;

import org.jspecify.annotations.NullMarked;
