/// Asks over sockets on virtual threads, each within its time-out.
@NullMarked
package dev.tocsin.probe.check.network;

import org.jspecify.annotations.NullMarked;
