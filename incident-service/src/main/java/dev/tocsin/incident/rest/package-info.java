/// REST: how lists are paged, and for whom an answer is made.
@NullMarked
package dev.tocsin.incident.rest;

import org.jspecify.annotations.NullMarked;
