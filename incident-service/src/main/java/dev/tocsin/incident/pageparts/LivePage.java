package dev.tocsin.incident.pageparts;

import java.time.Instant;
import java.time.ZoneId;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// A page that is patched in place while it is looked at.
public interface LivePage {

    ZoneId zone();

    /// What stands in each patchable element, by the element's id.
    SequencedMap<String, Object> parts();

    /// @param asOf as of when the page is true; null before anything was seen
    /// @param fresh whether that is how things are, rather than how they were
    record AsOf(@Nullable Instant asOf, boolean fresh) {}
}
