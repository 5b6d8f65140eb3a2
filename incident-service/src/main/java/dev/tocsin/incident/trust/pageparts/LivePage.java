package dev.tocsin.incident.trust.pageparts;

import java.time.Instant;
import java.time.ZoneId;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// A page that is patched in place while readers look at it.
public interface LivePage {

    ZoneId zone();

    /// The content of each patchable element, by the element's id.
    SequencedMap<String, Object> parts();

    /// @param asOf the time at which the page is true; null before anything was received
    /// @param fresh whether the page shows the present state, rather than a past one
    record AsOf(@Nullable Instant asOf, boolean fresh) {}
}
