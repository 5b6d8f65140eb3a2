/// Why a request could not be served, as RFC 9457 has it: for programs; for people as a page, where a service has
/// pages.
@NullMarked
package dev.tocsin.support.problem;

import org.jspecify.annotations.NullMarked;
