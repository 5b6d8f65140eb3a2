package dev.tocsin.engine.correlation;

import dev.tocsin.contract.Weight;
import dev.tocsin.contract.catalog.CatalogVersionPublished;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.correlation.Input.Catalogued;
import dev.tocsin.engine.correlation.Input.Uncatalogued;
import java.util.ArrayList;
import java.util.List;

/// The sample product's catalog as it is edited: what is heard of each next version.
final class CatalogEdits {

    private final Catalog whole = CatalogBuilder.harbour().catalog();
    private Catalog running = whole;

    List<Input> without(String component) {
        var next = running.without("component/" + component);
        for (var check : running.checks()) {
            next = check.cell().component().equals(component) ? next.without(check.key()) : next;
        }
        return publish(next);
    }

    List<Input> withoutCell(String component, String region) {
        var known = running.component(component).orElseThrow();
        var regions =
                known.regions().stream().filter(other -> !other.equals(region)).toList();
        var next = running.with(component(known, regions, known.weight(), known.isPublic()));
        for (var check : running.checks()) {
            var isGone = check.cell().component().equals(component)
                    && check.cell().region().equals(region);
            next = isGone ? next.without(check.key()) : next;
        }
        return publish(next);
    }

    List<Input> seenOtherwise(String component, boolean isPublic) {
        var known = running.component(component).orElseThrow();
        return publish(running.with(component(known, known.regions(), isPublic ? Weight.HIGH : Weight.LOW, isPublic)));
    }

    List<Input> asBefore() {
        return publish(whole);
    }

    private List<Input> publish(Catalog next) {
        var heard = new ArrayList<Input>();
        running.entries().keySet().stream()
                .filter(key -> !next.entries().containsKey(key))
                .forEach(key -> heard.add(new Uncatalogued(key)));
        next.entries().values().stream()
                .filter(entry -> !(entry instanceof CatalogVersionPublished))
                .filter(entry -> !entry.equals(running.entries().get(entry.key())))
                .forEach(entry -> heard.add(new Catalogued(entry)));
        var version = new CatalogVersionPublished(
                running.version() + 1,
                CatalogBuilder.DEFINED,
                "0".repeat(64),
                next.entries().size());
        heard.add(new Catalogued(version));
        running = next.with(version);
        return heard;
    }

    private static ComponentDefined component(
            ComponentDefined known, List<String> regions, Weight weight, boolean isPublic) {
        return new ComponentDefined(
                known.version() + 1,
                known.time(),
                known.id(),
                known.name(),
                known.group(),
                known.about(),
                weight,
                isPublic,
                known.position(),
                regions,
                known.needs(),
                known.needsCells(),
                null);
    }
}
