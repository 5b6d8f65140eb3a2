/// A small page for mails that were received on this machine, and for anything else that a program adds as a section.
@NullMarked
package dev.tocsin.stack.inbox;

import org.jspecify.annotations.NullMarked;
