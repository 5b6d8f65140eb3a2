/// What operators hear of subscribers' endpoints.
@NullMarked
package dev.tocsin.notifier.subscription.alert;

import org.jspecify.annotations.NullMarked;
