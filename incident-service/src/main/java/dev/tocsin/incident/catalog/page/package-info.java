/// The page on which operators read the catalog and try an edit of it.
@NullMarked
package dev.tocsin.incident.catalog.page;

import org.jspecify.annotations.NullMarked;
