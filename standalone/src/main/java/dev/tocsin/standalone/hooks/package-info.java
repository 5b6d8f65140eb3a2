/// The inbox of webhooks: receives the webhooks of subscribers, and says whether their signatures are right.
@NullMarked
package dev.tocsin.standalone.hooks;

import org.jspecify.annotations.NullMarked;
