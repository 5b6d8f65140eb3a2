/// The looks of public pages that a product may choose: a logo, the colour of links, and links at their foot.
@NullMarked
package dev.tocsin.incident.trust.brand;

import org.jspecify.annotations.NullMarked;
