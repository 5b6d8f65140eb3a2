package dev.tocsin.incident.access.page;

import dev.tocsin.incident.access.Account;
import dev.tocsin.incident.access.CustomerScope;
import dev.tocsin.incident.access.RandomSecret;
import dev.tocsin.incident.access.store.AccountStore;
import dev.tocsin.incident.audit.AuditLog;
import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.support.access.Caller;
import dev.tocsin.support.access.Permissions;
import dev.tocsin.support.access.Role;
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
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/// What admins do with all accounts.
@Path("/ops/accounts")
@PermissionsAllowed(Permissions.ACCESS_WRITE)
@Blocking
@Produces(MediaType.TEXT_HTML)
class AccountPages {

    private static final URI ACCOUNTS = URI.create("/ops/accounts");

    private final Caller caller;
    private final AccountStore accounts;
    private final AuditLog audit;
    private final CurrentCatalog catalog;

    AccountPages(Caller caller, AccountStore accounts, AuditLog audit, CurrentCatalog catalog) {
        this.caller = caller;
        this.catalog = catalog;
        this.accounts = accounts;
        this.audit = audit;
    }

    /// A password that is shown once.
    record FirstPassword(String account, String password) {}

    @GET
    public TemplateInstance page() {
        return AccountTemplates.all(accounts.all(), Role.values(), null, null);
    }

    @POST
    @Path("add")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response add(
            @RestForm @Nullable String name, @RestForm @Nullable String role, @RestForm @Nullable String scope) {
        var wanted = role(role);
        if (name == null || !Account.isName(name)) {
            return wrong(400, "A name is " + Account.NAME_RULE + ".");
        }
        if (wanted.isEmpty()) {
            return wrong(400, "Choose a role.");
        }
        var shown = CustomerScope.entered(Objects.requireNonNullElse(scope, ""));
        var complaint = complaint(wanted.get(), shown);
        if (complaint.isPresent()) {
            return wrong(400, complaint.get());
        }
        var password = RandomSecret.firstPassword();
        if (!accounts.add(name, wanted.get(), shown, password)) {
            return wrong(409, "There is an account %s already.".formatted(name));
        }
        audit.note(caller.name(), "Add account as " + named(wanted.get(), shown), name);
        return shown(new FirstPassword(name, password));
    }

    @POST
    @Path("reset")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response resetPassword(@RestForm String name) {
        return accounts.resetPassword(name)
                .map(password -> {
                    audit.note(caller.name(), "Reset password", name);
                    return shown(new FirstPassword(name, password));
                })
                .orElseGet(() -> unknown(name));
    }

    @POST
    @Path("role")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response changeRole(
            @RestForm String name, @RestForm @Nullable String role, @RestForm @Nullable String scope) {
        var wanted = role(role);
        if (wanted.isEmpty()) {
            return wrong(400, "Choose a role.");
        }
        var shown = CustomerScope.entered(Objects.requireNonNullElse(scope, ""));
        var complaint = complaint(wanted.get(), shown);
        if (complaint.isPresent()) {
            return wrong(400, complaint.get());
        }
        if (!accounts.changeRole(name, wanted.get(), shown)) {
            return unknown(name);
        }
        audit.note(caller.name(), "Change role to " + named(wanted.get(), shown), name);
        return Response.seeOther(ACCOUNTS).build();
    }

    @POST
    @Path("remove")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response remove(@RestForm String name) {
        if (!accounts.remove(name)) {
            return unknown(name);
        }
        audit.note(caller.name(), "Remove account", name);
        return Response.seeOther(ACCOUNTS).build();
    }

    private static Optional<Role> role(@Nullable String word) {
        return Stream.of(Role.values()).filter(role -> role.word().equals(word)).findFirst();
    }

    private static String named(Role role, CustomerScope scope) {
        return role == Role.CUSTOMER ? "%s of %s".formatted(role.word(), scope) : role.word();
    }

    /// What is wrong with the scope of an account; empty if nothing is.
    private Optional<String> complaint(Role role, CustomerScope scope) {
        if (role != Role.CUSTOMER) {
            return scope.names().isEmpty()
                    ? Optional.empty()
                    : Optional.of("Only a customer has components of its own. Leave them out, or choose customer.");
        }
        if (scope.names().isEmpty() || scope.names().size() > CustomerScope.MOST) {
            return Optional.of(
                    "Name 1 to %d components, regions or cells that the customer sees.".formatted(CustomerScope.MOST));
        }
        var unknown = scope.unknown(catalog.get());
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "The catalog has no %s. Components are named as login, all in a region as @na, and cells as login@na."
                                .formatted(String.join(", ", unknown)));
    }

    private Response unknown(String name) {
        return wrong(404, "There is no account %s any more.".formatted(name));
    }

    private Response wrong(int status, String sentence) {
        return page(Response.status(status), sentence, null);
    }

    private Response shown(FirstPassword password) {
        var once = new CacheControl();
        once.setNoStore(true);
        return page(Response.ok().cacheControl(once), null, password);
    }

    private Response page(Response.ResponseBuilder answer, @Nullable String wrong, @Nullable FirstPassword password) {
        return answer.type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .entity(AccountTemplates.all(accounts.all(), Role.values(), wrong, password))
                .build();
    }

    @CheckedTemplate(basePath = "access")
    static final class AccountTemplates {

        private AccountTemplates() {}

        static native TemplateInstance all(
                List<Account> accounts, Role[] roles, @Nullable String wrong, @Nullable FirstPassword password);
    }
}
