/// Follows the topics that pages, streams and the API show.
@NullMarked
package dev.tocsin.incident.trust.live.topic;

import org.jspecify.annotations.NullMarked;
