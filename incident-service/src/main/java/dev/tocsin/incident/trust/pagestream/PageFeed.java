package dev.tocsin.incident.trust.pagestream;

import dev.tocsin.incident.trust.live.LiveView;
import java.time.Instant;
import java.util.List;
import java.util.SequencedMap;

/// The content of one stream.
///
/// @param <P> a picture of the state at one point in time
public interface PageFeed<P> {

    P picture(LiveView view, Instant now);

    /// The picture's parts, by a stable key: a part that equals the one before is not sent again.
    SequencedMap<String, Object> parts(P picture);

    List<Said> say(P picture, PictureDifference difference, Instant now);

    /// @param event the event's name on the stream
    /// @param data one text, which may have many lines
    record Said(String event, String data) {}
}
