package dev.tocsin.incident.trust.pagestream;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// The changes that a stream has to send: of things by their key, those that differ from before.
///
/// @param changed new or changed things, in their order
/// @param gone the keys of things that are gone
public record PictureDifference(SequencedMap<String, Object> changed, List<String> gone) {

    public static PictureDifference between(Map<String, Object> before, Map<String, Object> now) {
        var changed = new LinkedHashMap<String, Object>();
        now.forEach((key, thing) -> {
            if (!thing.equals(before.get(key))) {
                changed.put(key, thing);
            }
        });
        var gone = before.keySet().stream().filter(key -> !now.containsKey(key)).toList();
        return new PictureDifference(changed, gone);
    }

    public boolean isEmpty() {
        return changed.isEmpty() && gone.isEmpty();
    }
}
