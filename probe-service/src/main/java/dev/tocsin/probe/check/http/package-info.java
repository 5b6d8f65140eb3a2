/// Asks over HTTP/1.1.
@NullMarked
package dev.tocsin.probe.check.http;

import org.jspecify.annotations.NullMarked;
