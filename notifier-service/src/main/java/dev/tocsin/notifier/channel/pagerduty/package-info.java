/// PagerDuty, by its Events API v2.
@NullMarked
package dev.tocsin.notifier.channel.pagerduty;

import org.jspecify.annotations.NullMarked;
