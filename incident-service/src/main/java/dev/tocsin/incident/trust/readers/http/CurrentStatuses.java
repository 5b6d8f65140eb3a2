package dev.tocsin.incident.trust.readers.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.incident.http.CachedValue;
import dev.tocsin.incident.http.CachedValues;
import dev.tocsin.incident.http.Document;
import dev.tocsin.incident.trust.readers.Card;
import dev.tocsin.incident.trust.readers.PublicCells;
import dev.tocsin.incident.trust.readers.StatusScope;
import dev.tocsin.support.problem.Problem;
import dev.tocsin.support.problem.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// The status of each part of the product, as JSON and as a badge, kept as bytes. Widgets on many sites request it
/// over and over.
///
/// Fails with a 503 before the topics were read, and with a problem that names the field when a scope is unknown.
@ApplicationScoped
public class CurrentStatuses {

    private static final int MOST_KEPT = 1_000;

    private final Documents documents;
    private final Clock clock;
    private final @Nullable URI site;
    private final CachedValue<PublicCells> cells;
    private final CachedValues<StatusScope, Kept> answers;
    private final CachedValues<StatusScope, Kept> badges;

    /// @param cells the cells of which the document was made; a reader of the same has the same document
    private record Kept(PublicCells cells, Document document) {}

    /// @param site the URL at which readers reach the trust page; without it, the address in the catalog
    CurrentStatuses(
            Documents documents, Clock clock, @ConfigProperty(name = "tocsin.incident.url") Optional<URI> site) {
        this.documents = documents;
        this.clock = clock;
        this.site = site.orElse(null);
        this.cells = CachedValue.of(clock, this::look);
        this.answers = kept((now, scope) -> json(now.status(scope)));
        this.badges = kept((now, scope) -> Document.of(now.badge(scope).svg(), "image/svg+xml;charset=UTF-8"));
    }

    public Uni<Document> answer(StatusScope scope) {
        return answers.at(scope).current().map(Kept::document);
    }

    public Uni<Document> badge(StatusScope scope) {
        return badges.at(scope).current().map(Kept::document);
    }

    /// May block.
    Card card(StatusScope scope, Instant now) {
        return known(scope).card(scope, now);
    }

    /// Whether the public may see such a component.
    boolean isKnown(String component) {
        return documents
                .view()
                .catalog()
                .component(component)
                .filter(ComponentDefined::isPublic)
                .isPresent();
    }

    private PublicCells look(@Nullable PublicCells last, Instant now) {
        var view = documents.view();
        var fresh = view.isFresh(now);
        return last != null && last.isOf(view.number(), fresh) ? last : PublicCells.of(view, site, fresh);
    }

    private CachedValues<StatusScope, Kept> kept(BiFunction<PublicCells, StatusScope, Document> maker) {
        return new CachedValues<>(MOST_KEPT, clock, scope -> (last, _) -> {
            var now = known(scope);
            return last != null && last.cells().isOf(now.view(), now.fresh())
                    ? last
                    : new Kept(now, maker.apply(now, scope));
        });
    }

    /// The present cells, among which the scope has some.
    private PublicCells known(StatusScope scope) {
        var now = cells.current().await().indefinitely();
        now.whyUnknown(scope).ifPresent(wrong -> {
            throw new WebApplicationException(Problems.response(Problem.ofFields(List.of(wrong))));
        });
        return now;
    }

    private static Document json(Object answer) {
        try {
            return Document.of(Json.mapper().writeValueAsBytes(answer), "application/json;charset=UTF-8");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the answer cannot be written", e);
        }
    }
}
