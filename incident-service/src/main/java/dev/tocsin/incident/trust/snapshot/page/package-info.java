/// The pages of a snapshot, which need nothing but themselves.
@NullMarked
package dev.tocsin.incident.trust.snapshot.page;

import org.jspecify.annotations.NullMarked;
