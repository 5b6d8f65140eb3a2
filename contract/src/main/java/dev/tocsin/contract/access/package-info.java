/// The tokens with which programs call the services: the events of `tocsin.access-tokens`.
@NullMarked
package dev.tocsin.contract.access;

import org.jspecify.annotations.NullMarked;
