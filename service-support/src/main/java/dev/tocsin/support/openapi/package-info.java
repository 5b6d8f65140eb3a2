/// What the scan for OpenAPI cannot know of our JSON and of our errors.
@NullMarked
package dev.tocsin.support.openapi;

import org.jspecify.annotations.NullMarked;
