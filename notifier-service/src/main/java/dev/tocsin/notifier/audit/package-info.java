/// The audit log: actions of operators and programs at this service, and refused tokens.
@NullMarked
package dev.tocsin.notifier.audit;

import org.jspecify.annotations.NullMarked;
