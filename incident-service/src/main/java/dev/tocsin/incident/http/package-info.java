/// Answers over HTTP, kept as bytes and made anew when they are old.
@NullMarked
package dev.tocsin.incident.http;

import org.jspecify.annotations.NullMarked;
