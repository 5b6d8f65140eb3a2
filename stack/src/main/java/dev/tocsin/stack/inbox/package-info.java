/// A small page for what was received on this machine: mails here, and whatever else a program adds as a section.
@NullMarked
package dev.tocsin.stack.inbox;

import org.jspecify.annotations.NullMarked;
