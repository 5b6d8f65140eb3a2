/// Everything that is watched, as one value: regions, components with their dependencies, checks, and the times of
/// planned work.
@NullMarked
package dev.tocsin.engine.catalog;

import org.jspecify.annotations.NullMarked;
