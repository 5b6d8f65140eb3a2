/// What all services answer when nothing else has an answer, and how readers reach them below a path.
@NullMarked
package dev.tocsin.support.http;

import org.jspecify.annotations.NullMarked;
