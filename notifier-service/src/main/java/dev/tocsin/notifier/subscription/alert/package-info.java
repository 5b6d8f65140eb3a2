/// Alerts operators to paused endpoints of subscribers.
@NullMarked
package dev.tocsin.notifier.subscription.alert;

import org.jspecify.annotations.NullMarked;
