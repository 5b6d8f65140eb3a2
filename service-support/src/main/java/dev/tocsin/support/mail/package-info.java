/// How all services send mail.
@NullMarked
package dev.tocsin.support.mail;

import org.jspecify.annotations.NullMarked;
