/// Work that goes on by itself while the service runs.
@NullMarked
package dev.tocsin.notifier.background;

import org.jspecify.annotations.NullMarked;
