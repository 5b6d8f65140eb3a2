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
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The page on which admins manage all accounts.
@Path("/ops/accounts")
@PermissionsAllowed(Permissions.ACCESS_WRITE)
@Blocking
@Produces(MediaType.TEXT_HTML)
class AccountPages {

    private static final String ACCOUNTS = "/ops/accounts";
    private static final int PAGE = 50;

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

    /// @param from the first name that counts; empty for all
    /// @param next the name with which the next page begins, or null
    record AccountList(
            List<Account> accounts, String from, @Nullable String next) {}

    /// @param from the name with which the page begins; missing to begin with the first
    @GET
    public TemplateInstance page(@RestQuery @Nullable String from) {
        return AccountTemplates.all(list(from), Role.values(), AccountEntries.NONE, null, null);
    }

    /// Empty where it can be no name.
    private static String first(@Nullable String from) {
        return from != null && Account.isName(from) ? from : "";
    }

    private AccountList list(@Nullable String from) {
        var first = first(from);
        var found = accounts.from(first, PAGE + 1);
        return new AccountList(
                found.stream().limit(PAGE).toList(),
                first,
                found.size() > PAGE ? found.getLast().name() : null);
    }

    @POST
    @Path("add")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response add(
            @RestForm @Nullable String name,
            @RestForm @Nullable String role,
            @RestForm @Nullable String scope,
            @RestForm @Nullable String from) {
        var entries = AccountEntries.ofNew(name, role, scope);
        if (!Account.isName(entries.name())) {
            return wrong(400, "A name is " + Account.NAME_RULE + ".", entries, from);
        }
        var complaint = entries.complaint(catalog.get());
        if (complaint.isPresent()) {
            return wrong(400, complaint.get(), entries, from);
        }
        var wanted = entries.chosenRole().orElseThrow();
        var password = RandomSecret.firstPassword();
        if (!accounts.add(entries.name(), wanted, entries.customerScope(), password)) {
            return wrong(409, "There is an account %s already.".formatted(entries.name()), entries, from);
        }
        audit.note(caller.name(), "Add account as " + named(wanted, entries.customerScope()), entries.name());
        return shown(new FirstPassword(entries.name(), password), from);
    }

    @POST
    @Path("reset")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response resetPassword(@RestForm @Nullable String name, @RestForm @Nullable String from) {
        var account = known(name);
        return accounts.resetPassword(account)
                .map(password -> {
                    audit.note(caller.name(), "Reset password", account);
                    return shown(new FirstPassword(account, password), from);
                })
                .orElseGet(() -> unknown(account, from));
    }

    @POST
    @Path("role")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response changeRole(
            @RestForm @Nullable String name,
            @RestForm @Nullable String role,
            @RestForm @Nullable String scope,
            @RestForm @Nullable String from) {
        var account = known(name);
        var entries = AccountEntries.ofChange(account, role, scope);
        var complaint = entries.complaint(catalog.get());
        if (complaint.isPresent()) {
            return wrong(400, complaint.get(), entries, from);
        }
        var wanted = entries.chosenRole().orElseThrow();
        if (!accounts.changeRole(account, wanted, entries.customerScope())) {
            return unknown(account, from);
        }
        audit.note(caller.name(), "Change role to " + named(wanted, entries.customerScope()), account);
        return see(from);
    }

    @POST
    @Path("remove")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response remove(@RestForm @Nullable String name, @RestForm @Nullable String from) {
        var account = known(name);
        if (!accounts.remove(account)) {
            return unknown(account, from);
        }
        audit.note(caller.name(), "Remove account", account);
        return see(from);
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

    /// The page on which the form stood.
    private static Response see(@Nullable String from) {
        var first = first(from);
        return Response.seeOther(URI.create(first.isEmpty() ? ACCOUNTS : ACCOUNTS + "?from=" + first))
                .build();
    }

    private Response unknown(String name, @Nullable String from) {
        return wrong(404, "There is no account %s any more.".formatted(name), AccountEntries.NONE, from);
    }

    private Response wrong(int status, String sentence, AccountEntries entries, @Nullable String from) {
        return page(Response.status(status), list(from), entries, sentence, null);
    }

    private Response shown(FirstPassword password, @Nullable String from) {
        var once = new CacheControl();
        once.setNoStore(true);
        return page(Response.ok().cacheControl(once), list(from), AccountEntries.NONE, null, password);
    }

    private static Response page(
            Response.ResponseBuilder answer,
            AccountList list,
            AccountEntries entries,
            @Nullable String wrong,
            @Nullable FirstPassword password) {
        return answer.type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .entity(AccountTemplates.all(list, Role.values(), entries, wrong, password))
                .build();
    }

    @CheckedTemplate(basePath = "access")
    static final class AccountTemplates {

        private AccountTemplates() {}

        static native TemplateInstance all(
                AccountList list,
                Role[] roles,
                AccountEntries entries,
                @Nullable String wrong,
                @Nullable FirstPassword password);
    }
}
