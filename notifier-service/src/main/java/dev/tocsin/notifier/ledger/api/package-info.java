/// Ledgers, receipts and the figures of notification over REST.
@NullMarked
package dev.tocsin.notifier.ledger.api;

import org.jspecify.annotations.NullMarked;
