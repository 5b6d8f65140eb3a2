/// REST: the paging of lists, and the audience of an answer.
@NullMarked
package dev.tocsin.incident.rest;

import org.jspecify.annotations.NullMarked;
