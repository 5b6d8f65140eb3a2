/// Stories from the database, and a shelf of those that are read again and again.
@NullMarked
package dev.tocsin.incident.trust.story.store;

import org.jspecify.annotations.NullMarked;
