/// The operators' page and its sign-in.
@NullMarked
package dev.tocsin.incident.dashboard.page;

import org.jspecify.annotations.NullMarked;
