/// The mail transport of all services.
@NullMarked
package dev.tocsin.support.mail;

import org.jspecify.annotations.NullMarked;
