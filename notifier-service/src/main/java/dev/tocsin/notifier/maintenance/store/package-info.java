/// Windows of planned work, and who was notified of them, in PostgreSQL.
@NullMarked
package dev.tocsin.notifier.maintenance.store;

import org.jspecify.annotations.NullMarked;
