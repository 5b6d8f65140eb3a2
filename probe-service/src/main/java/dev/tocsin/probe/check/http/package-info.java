/// Asks over HTTP/1.1 or HTTP/2.
@NullMarked
package dev.tocsin.probe.check.http;

import org.jspecify.annotations.NullMarked;
