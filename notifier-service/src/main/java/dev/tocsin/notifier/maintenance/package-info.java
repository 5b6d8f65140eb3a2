/// Decides who is notified of planned work, and when.
@NullMarked
package dev.tocsin.notifier.maintenance;

import org.jspecify.annotations.NullMarked;
