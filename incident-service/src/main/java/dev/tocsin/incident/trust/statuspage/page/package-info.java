/// The public pages, and their live patches.
@NullMarked
package dev.tocsin.incident.trust.statuspage.page;

import org.jspecify.annotations.NullMarked;
