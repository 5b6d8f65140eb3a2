/// The outcome of each notice, as a log that can only grow (RFC 9162), and the receipts that prove it.
@NullMarked
package dev.tocsin.notifier.ledger;

import org.jspecify.annotations.NullMarked;
