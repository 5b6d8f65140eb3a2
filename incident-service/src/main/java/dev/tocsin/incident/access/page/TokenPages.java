package dev.tocsin.incident.access.page;

import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.incident.access.Account;
import dev.tocsin.incident.access.ApiToken;
import dev.tocsin.incident.access.http.KnownTokens;
import dev.tocsin.incident.access.store.ApiTokenStore;
import dev.tocsin.incident.access.topic.TokenPublisher;
import dev.tocsin.incident.audit.AuditLog;
import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.support.access.Caller;
import dev.tocsin.support.access.Permissions;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/// The page on which admins manage API tokens.
@Path("/ops/tokens")
@PermissionsAllowed(Permissions.ACCESS_WRITE)
@Blocking
@Produces(MediaType.TEXT_HTML)
class TokenPages {

    private static final URI TOKENS = URI.create("/ops/tokens");

    /// A token makes no tokens and no accounts.
    private static final List<String> SCOPES = Permissions.ALL.stream()
            .filter(permission -> !permission.equals(Permissions.ACCESS_WRITE))
            .sorted()
            .toList();

    private static final Map<String, Duration> LIVES =
            Map.of("30", Duration.ofDays(30), "90", Duration.ofDays(90), "365", Duration.ofDays(365));

    private final Caller caller;
    private final ApiTokenStore tokens;
    private final KnownTokens known;
    private final TokenPublisher publisher;
    private final AuditLog audit;
    private final CurrentCatalog catalog;
    private final Clock clock;

    TokenPages(
            Caller caller,
            ApiTokenStore tokens,
            KnownTokens known,
            TokenPublisher publisher,
            AuditLog audit,
            CurrentCatalog catalog,
            Clock clock) {
        this.caller = caller;
        this.tokens = tokens;
        this.known = known;
        this.publisher = publisher;
        this.audit = audit;
        this.catalog = catalog;
        this.clock = clock;
    }

    /// A secret that is shown once.
    record NewToken(String name, String secret) {}

    /// An admin's entries about a token to add, so that none is lost where one of them is wrong.
    ///
    /// @param days how long it is valid; empty for ever
    record TokenEntries(String name, List<String> scopes, String days) {

        /// A form that nobody has filled in yet.
        static final TokenEntries NONE = new TokenEntries("", List.of(), "90");
    }

    @GET
    public TemplateInstance page() {
        return tokens(TokenEntries.NONE, null, null);
    }

    /// @param days how long it is valid; empty for ever
    @POST
    @Path("add")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response add(
            @RestForm @Nullable String name, @RestForm List<String> scopes, @RestForm @Nullable String days) {
        var entries = new TokenEntries(
                Objects.requireNonNullElse(name, ""),
                scopes,
                Objects.requireNonNullElse(days, TokenEntries.NONE.days()));
        if (name == null || !Account.isName(name)) {
            return wrong(400, "A name is " + Account.NAME_RULE + ".", entries);
        }
        if (scopes.isEmpty() || !SCOPES.containsAll(scopes)) {
            return wrong(400, "Choose one scope or more.", entries);
        }
        if (days == null || !(days.isEmpty() || LIVES.containsKey(days))) {
            return wrong(400, "Choose how long the token is valid.", entries);
        }
        var now = clock.instant();
        var life = LIVES.get(days);
        var token = new ApiToken(
                UUID.randomUUID(),
                name,
                scopes.stream().distinct().toList(),
                caller.name(),
                now,
                life == null ? null : now.plus(life));
        return tokens.add(token)
                .map(secret -> {
                    changed();
                    audit.note(caller.name(), "Add token: " + String.join(", ", token.permissions()), name);
                    return shown(new NewToken(name, secret));
                })
                .orElseGet(() -> wrong(409, "There is a token %s already.".formatted(name), entries));
    }

    @POST
    @Path("revoke")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response revoke(@RestForm @Nullable UUID id) {
        var name = Optional.ofNullable(id).flatMap(tokens::revoke);
        if (name.isEmpty()) {
            return wrong(404, "There is no such token any more.", TokenEntries.NONE);
        }
        changed();
        audit.note(caller.name(), "Revoke token", name.get());
        return Response.seeOther(TOKENS).build();
    }

    /// In force here at once, and elsewhere soon.
    private void changed() {
        known.refresh();
        publisher.publishSoon();
    }

    private Response wrong(int status, String sentence, TokenEntries entries) {
        return page(Response.status(status), entries, sentence, null);
    }

    private Response shown(NewToken token) {
        var once = new CacheControl();
        once.setNoStore(true);
        return page(Response.ok().cacheControl(once), TokenEntries.NONE, null, token);
    }

    private Response page(
            Response.ResponseBuilder answer, TokenEntries entries, @Nullable String wrong, @Nullable NewToken token) {
        return answer.type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .entity(tokens(entries, wrong, token))
                .build();
    }

    private TemplateInstance tokens(TokenEntries entries, @Nullable String wrong, @Nullable NewToken token) {
        return TokenTemplates.tokens(
                tokens.standing(), SCOPES, entries, wrong, token, DisplayNames.zone(catalog.get()), clock.instant());
    }

    @CheckedTemplate(basePath = "access")
    static final class TokenTemplates {

        private TokenTemplates() {}

        static native TemplateInstance tokens(
                List<ApiToken> tokens,
                List<String> scopes,
                TokenEntries entries,
                @Nullable String wrong,
                @Nullable NewToken token,
                ZoneId zone,
                Instant now);
    }
}
