/// Deploys, patches and the like: the events of `tocsin.changes`.
@NullMarked
package dev.tocsin.contract.change;

import org.jspecify.annotations.NullMarked;
