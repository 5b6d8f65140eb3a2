/// What operators and programs did at this service, and which tokens were refused.
@NullMarked
package dev.tocsin.notifier.audit;

import org.jspecify.annotations.NullMarked;
