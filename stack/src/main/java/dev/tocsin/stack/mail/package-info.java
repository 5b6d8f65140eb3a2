/// A real SMTP server, the mails that it received, and a small page that shows them.
@NullMarked
package dev.tocsin.stack.mail;

import org.jspecify.annotations.NullMarked;
