/// Accounts as pages for operators.
@NullMarked
package dev.tocsin.incident.access.page;

import org.jspecify.annotations.NullMarked;
