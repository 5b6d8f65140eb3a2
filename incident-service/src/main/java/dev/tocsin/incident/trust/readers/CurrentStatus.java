package dev.tocsin.incident.trust.readers;

import dev.tocsin.engine.uptime.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The status of the product, or of a part of it, in one sentence. It changes only when the status does, so that
/// readers who ask again have it already.
///
/// @param name the name of the page
/// @param url the page with the details
/// @param status UNKNOWN also while the service sees nothing itself
/// @param word the status as pages say it
/// @param headline the sentence, without a full stop
/// @param since the time when the trouble began, if all of it began at one time; else null
public record CurrentStatus(
        String name,
        String url,
        Status status,
        String word,
        String headline,
        @Nullable Instant since) {}
