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
import dev.tocsin.support.problem.Declined;
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
        return AccountTemplates.all(accounts.all(), Role.values(), AccountEntries.NONE, null, null);
    }

    @POST
    @Path("add")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response add(
            @RestForm @Nullable String name, @RestForm @Nullable String role, @RestForm @Nullable String scope) {
        var entries = AccountEntries.ofNew(name, role, scope);
        if (!Account.isName(entries.name())) {
            return wrong(400, "A name is " + Account.NAME_RULE + ".", entries);
        }
        var complaint = entries.complaint(catalog.get());
        if (complaint.isPresent()) {
            return wrong(400, complaint.get(), entries);
        }
        var wanted = entries.chosenRole().orElseThrow();
        var password = RandomSecret.firstPassword();
        if (!accounts.add(entries.name(), wanted, entries.customerScope(), password)) {
            return wrong(409, "There is an account %s already.".formatted(entries.name()), entries);
        }
        audit.note(caller.name(), "Add account as " + named(wanted, entries.customerScope()), entries.name());
        return shown(new FirstPassword(entries.name(), password));
    }

    @POST
    @Path("reset")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response resetPassword(@RestForm @Nullable String name) {
        var account = known(name);
        return accounts.resetPassword(account)
                .map(password -> {
                    audit.note(caller.name(), "Reset password", account);
                    return shown(new FirstPassword(account, password));
                })
                .orElseGet(() -> unknown(account));
    }

    @POST
    @Path("role")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response changeRole(
            @RestForm @Nullable String name, @RestForm @Nullable String role, @RestForm @Nullable String scope) {
        var account = known(name);
        var entries = AccountEntries.ofChange(account, role, scope);
        var complaint = entries.complaint(catalog.get());
        if (complaint.isPresent()) {
            return wrong(400, complaint.get(), entries);
        }
        var wanted = entries.chosenRole().orElseThrow();
        if (!accounts.changeRole(account, wanted, entries.customerScope())) {
            return unknown(account);
        }
        audit.note(caller.name(), "Change role to " + named(wanted, entries.customerScope()), account);
        return Response.seeOther(ACCOUNTS).build();
    }

    @POST
    @Path("remove")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response remove(@RestForm @Nullable String name) {
        var account = known(name);
        if (!accounts.remove(account)) {
            return unknown(account);
        }
        audit.note(caller.name(), "Remove account", account);
        return Response.seeOther(ACCOUNTS).build();
    }

    private static String known(@Nullable String name) {
        if (name == null || !Account.isName(name)) {
            throw Declined.badRequest("name must be that of an account: %s.".formatted(Account.NAME_RULE));
        }
        return name;
    }

    private static String named(Role role, CustomerScope scope) {
        return role == Role.CUSTOMER ? "%s of %s".formatted(role.word(), scope) : role.word();
    }

    private Response unknown(String name) {
        return wrong(404, "There is no account %s any more.".formatted(name), AccountEntries.NONE);
    }

    private Response wrong(int status, String sentence, AccountEntries entries) {
        return page(Response.status(status), entries, sentence, null);
    }

    private Response shown(FirstPassword password) {
        var once = new CacheControl();
        once.setNoStore(true);
        return page(Response.ok().cacheControl(once), AccountEntries.NONE, null, password);
    }

    private Response page(
            Response.ResponseBuilder answer,
            AccountEntries entries,
            @Nullable String wrong,
            @Nullable FirstPassword password) {
        return answer.type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .entity(AccountTemplates.all(accounts.all(), Role.values(), entries, wrong, password))
                .build();
    }

    @CheckedTemplate(basePath = "access")
    static final class AccountTemplates {

        private AccountTemplates() {}

        static native TemplateInstance all(
                List<Account> accounts,
                Role[] roles,
                AccountEntries entries,
                @Nullable String wrong,
                @Nullable FirstPassword password);
    }
}
