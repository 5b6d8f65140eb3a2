/// The brand in pages, and the files that these load for it.
@NullMarked
package dev.tocsin.incident.trust.brand.page;

import org.jspecify.annotations.NullMarked;
