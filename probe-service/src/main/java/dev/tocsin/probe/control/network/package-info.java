/// Asks the control targets.
@NullMarked
package dev.tocsin.probe.control.network;

import org.jspecify.annotations.NullMarked;
