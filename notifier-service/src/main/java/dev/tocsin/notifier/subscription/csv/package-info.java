/// Subscriptions as a file for spreadsheets and other systems.
@NullMarked
package dev.tocsin.notifier.subscription.csv;

import org.jspecify.annotations.NullMarked;
