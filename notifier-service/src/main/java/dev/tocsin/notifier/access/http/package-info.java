/// Takes incident-service's word for the account for which it acts.
@NullMarked
package dev.tocsin.notifier.access.http;

import org.jspecify.annotations.NullMarked;
