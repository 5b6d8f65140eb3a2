/// The public pages, and their live patches.
@NullMarked
package dev.tocsin.incident.statuspage.page;

import org.jspecify.annotations.NullMarked;
