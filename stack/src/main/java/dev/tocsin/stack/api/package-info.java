/// What an API says of itself in OpenAPI, held against what it answers; for tests.
@NullMarked
package dev.tocsin.stack.api;

import org.jspecify.annotations.NullMarked;
