/// The reason why a request could not be served: as RFC 9457 defines it for programs; as a page for people, where a
/// service has pages.
@NullMarked
package dev.tocsin.support.problem;

import org.jspecify.annotations.NullMarked;
