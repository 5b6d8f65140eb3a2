/// A month's uptime as a terminal shows it.
@NullMarked
package dev.tocsin.standalone.uptime;

import org.jspecify.annotations.NullMarked;
