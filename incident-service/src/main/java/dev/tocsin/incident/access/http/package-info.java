/// The operator's token as bearer and as the password of a sign-in form, and headers that keep browsers safe.
@NullMarked
package dev.tocsin.incident.access.http;

import org.jspecify.annotations.NullMarked;
