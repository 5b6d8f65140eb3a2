/// Asks whether a port accepts connections.
@NullMarked
package dev.tocsin.probe.check.tcp;

import org.jspecify.annotations.NullMarked;
