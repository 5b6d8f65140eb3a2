/// Asks whether a port takes connections.
@NullMarked
package dev.tocsin.probe.check.tcp;

import org.jspecify.annotations.NullMarked;
