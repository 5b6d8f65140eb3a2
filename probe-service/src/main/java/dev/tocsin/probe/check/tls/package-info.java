/// Asks for a certificate and judges it.
@NullMarked
package dev.tocsin.probe.check.tls;

import org.jspecify.annotations.NullMarked;
