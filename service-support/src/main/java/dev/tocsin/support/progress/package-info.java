/// No part of a service stands still unheard: one that has work and makes no progress is reported.
@NullMarked
package dev.tocsin.support.progress;

import org.jspecify.annotations.NullMarked;
