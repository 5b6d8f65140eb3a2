/// Compares an API's OpenAPI document with its answers; for tests.
@NullMarked
package dev.tocsin.stack.api;

import org.jspecify.annotations.NullMarked;
