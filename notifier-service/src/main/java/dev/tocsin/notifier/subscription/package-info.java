/// Subscribers: the notices that they get, on which channel, and how they asked for them.
@NullMarked
package dev.tocsin.notifier.subscription;

import org.jspecify.annotations.NullMarked;
