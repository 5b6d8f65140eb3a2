package dev.tocsin.incident.writer.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The elements that each of two sorted collections holds and the other does not.
///
/// Both are walked once, side by side: a persistent collection shares nearly all its elements with the one that it was
/// made from, and to look each element up in the other would take many comparisons.
record Unshared<T>(List<T> before, List<T> next) {

    /// @param order the order in which both are sorted; elements that compare as equal are shared if they are equal
    static <T> Unshared<T> of(Iterable<T> before, Iterable<T> next, Comparator<? super T> order) {
        var unshared = new Unshared<T>(new ArrayList<>(), new ArrayList<>());
        var olds = before.iterator();
        var news = next.iterator();
        var old = following(olds);
        var now = following(news);
        while (old != null && now != null) {
            var compared = order.compare(old, now);
            if (compared == 0 && old.equals(now)) {
                old = following(olds);
                now = following(news);
            } else if (compared <= 0) {
                unshared.before.add(old);
                old = following(olds);
            } else {
                unshared.next.add(now);
                now = following(news);
            }
        }
        for (; old != null; old = following(olds)) {
            unshared.before.add(old);
        }
        for (; now != null; now = following(news)) {
            unshared.next.add(now);
        }
        return unshared;
    }

    private static <T> @Nullable T following(Iterator<T> rest) {
        return rest.hasNext() ? rest.next() : null;
    }
}
