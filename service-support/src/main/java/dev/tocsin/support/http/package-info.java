/// What all services answer when nothing else has an answer.
@NullMarked
package dev.tocsin.support.http;

import org.jspecify.annotations.NullMarked;
