/// The ledgers in PostgreSQL, and the key that signs their heads.
@NullMarked
package dev.tocsin.notifier.ledger.store;

import org.jspecify.annotations.NullMarked;
