/// Operators' channels in the catalog, and the notices of incidents that they get.
@NullMarked
package dev.tocsin.notifier.operator;

import org.jspecify.annotations.NullMarked;
