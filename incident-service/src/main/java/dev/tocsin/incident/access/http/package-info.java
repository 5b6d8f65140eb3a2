/// The sign-in form, sessions, and the headers and cookies that keep browsers safe.
@NullMarked
package dev.tocsin.incident.access.http;

import org.jspecify.annotations.NullMarked;
