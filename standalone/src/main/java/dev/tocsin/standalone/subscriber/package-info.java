/// The sample subscribers: subscribed and confirmed through the same API and pages as anybody.
@NullMarked
package dev.tocsin.standalone.subscriber;

import org.jspecify.annotations.NullMarked;
