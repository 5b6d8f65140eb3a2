/// The answers of all services where nothing else has an answer, and their pages below a path of a host.
@NullMarked
package dev.tocsin.support.http;

import org.jspecify.annotations.NullMarked;
