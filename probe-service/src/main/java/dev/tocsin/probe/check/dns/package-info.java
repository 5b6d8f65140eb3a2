/// Asks what a name resolves to.
@NullMarked
package dev.tocsin.probe.check.dns;

import org.jspecify.annotations.NullMarked;
