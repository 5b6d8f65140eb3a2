/// The inbox of webhooks: takes what subscribers would get, and says whether its signature is right.
@NullMarked
package dev.tocsin.standalone.hooks;

import org.jspecify.annotations.NullMarked;
