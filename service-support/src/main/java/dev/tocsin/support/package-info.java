/// Code that the edges of all services share, and nothing else.
@NullMarked
package dev.tocsin.support;

import org.jspecify.annotations.NullMarked;
