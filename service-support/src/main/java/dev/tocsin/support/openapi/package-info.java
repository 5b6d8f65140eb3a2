/// Completes the scanned OpenAPI document with facts about our JSON and our errors that the scan cannot know.
@NullMarked
package dev.tocsin.support.openapi;

import org.jspecify.annotations.NullMarked;
