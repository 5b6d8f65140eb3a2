/// What people follow: incidents with their outages, how they change, and the story that is told of them.
@NullMarked
package dev.tocsin.engine.lifecycle;

import org.jspecify.annotations.NullMarked;
