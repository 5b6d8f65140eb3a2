/// What is watched: regions, components with what they need, checks; from a file, on a topic, as one value.
@NullMarked
package dev.tocsin.incident.catalog;

import org.jspecify.annotations.NullMarked;
