/// What an ask amounts to: its phases, what was wrong, and the answer made of both.
@NullMarked
package dev.tocsin.probe.check;

import org.jspecify.annotations.NullMarked;
