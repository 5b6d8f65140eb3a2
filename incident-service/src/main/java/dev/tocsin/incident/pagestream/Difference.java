package dev.tocsin.incident.pagestream;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// What a stream has to tell: of things by their key, those that are other than before.
///
/// @param changed new or other, in their order
/// @param gone keys of those that are not there any more
public record Difference(SequencedMap<String, Object> changed, List<String> gone) {

    public static Difference between(Map<String, Object> before, Map<String, Object> now) {
        var changed = new LinkedHashMap<String, Object>();
        now.forEach((key, thing) -> {
            if (!thing.equals(before.get(key))) {
                changed.put(key, thing);
            }
        });
        var gone = before.keySet().stream().filter(key -> !now.containsKey(key)).toList();
        return new Difference(changed, gone);
    }

    public boolean isEmpty() {
        return changed.isEmpty() && gone.isEmpty();
    }
}
