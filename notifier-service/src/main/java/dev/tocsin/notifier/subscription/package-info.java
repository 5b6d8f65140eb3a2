/// Who hears of what, on which channel, and how they said so.
@NullMarked
package dev.tocsin.notifier.subscription;

import org.jspecify.annotations.NullMarked;
