/// The audit log: who did what, and when.
@NullMarked
package dev.tocsin.incident.audit;

import org.jspecify.annotations.NullMarked;
