/// The catalog of everything that is watched, from where and how: the events of `tocsin.catalog`.
@NullMarked
package dev.tocsin.contract.catalog;

import org.jspecify.annotations.NullMarked;
