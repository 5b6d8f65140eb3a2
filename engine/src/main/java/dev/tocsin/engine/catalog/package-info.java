/// What is watched, as one value: regions, components with what they need, checks, and when planned work begins.
@NullMarked
package dev.tocsin.engine.catalog;

import org.jspecify.annotations.NullMarked;
