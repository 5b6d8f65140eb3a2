package dev.tocsin.incident.pagestream;

import dev.tocsin.incident.live.LiveView;
import java.time.Instant;
import java.util.List;
import java.util.SequencedMap;

/// What one stream tells.
///
/// @param <P> a picture of what stands at one moment
public interface PageFeed<P> {

    P picture(LiveView view, Instant now);

    /// The picture's parts, by a key that stays: what equals what was there before is not told again.
    SequencedMap<String, Object> parts(P picture);

    List<Said> say(P picture, Difference difference, Instant now);

    /// @param event its name on the stream
    /// @param data one text, which may have many lines
    record Said(String event, String data) {}
}
