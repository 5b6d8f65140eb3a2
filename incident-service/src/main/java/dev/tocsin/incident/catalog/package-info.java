/// The catalog that the service uses, as published on its topic.
@NullMarked
package dev.tocsin.incident.catalog;

import org.jspecify.annotations.NullMarked;
