/// How fast detection is: what is put before it, and what its time goes to.
@NullMarked
package dev.tocsin.benchmarks.speed;

import org.jspecify.annotations.NullMarked;
