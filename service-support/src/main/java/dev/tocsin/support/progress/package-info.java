/// Reports each part of a service that has work and makes no progress.
@NullMarked
package dev.tocsin.support.progress;

import org.jspecify.annotations.NullMarked;
