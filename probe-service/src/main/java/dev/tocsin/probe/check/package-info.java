/// The result of an ask: its phases, its fault, and the answer made of both.
@NullMarked
package dev.tocsin.probe.check;

import org.jspecify.annotations.NullMarked;
