/// Small HTTP servers on virtual threads, which answer programs and this machine's browser but no other site's pages.
@NullMarked
package dev.tocsin.standalone.http;

import org.jspecify.annotations.NullMarked;
