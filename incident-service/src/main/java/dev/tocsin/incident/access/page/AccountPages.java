package dev.tocsin.incident.access.page;

import dev.tocsin.incident.access.Account;
import dev.tocsin.incident.access.RandomSecret;
import dev.tocsin.incident.access.store.AccountStore;
import dev.tocsin.incident.audit.AuditLog;
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

    AccountPages(Caller caller, AccountStore accounts, AuditLog audit) {
        this.caller = caller;
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
    public Response add(@RestForm @Nullable String name, @RestForm @Nullable String role) {
        var wanted = role(role);
        if (name == null || !Account.isName(name)) {
            return wrong(400, "A name is " + Account.NAME_RULE + ".");
        }
        if (wanted.isEmpty()) {
            return wrong(400, "Choose a role.");
        }
        var password = RandomSecret.firstPassword();
        if (!accounts.add(name, wanted.get(), password)) {
            return wrong(409, "There is an account %s already.".formatted(name));
        }
        audit.note(caller.name(), "Add account as " + wanted.get().word(), name);
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
    public Response changeRole(@RestForm String name, @RestForm @Nullable String role) {
        var wanted = role(role);
        if (wanted.isEmpty()) {
            return wrong(400, "Choose a role.");
        }
        if (!accounts.changeRole(name, wanted.get())) {
            return unknown(name);
        }
        audit.note(caller.name(), "Change role to " + wanted.get().word(), name);
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
