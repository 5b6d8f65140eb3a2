/// REST: the paging of lists.
@NullMarked
package dev.tocsin.incident.rest;

import org.jspecify.annotations.NullMarked;
