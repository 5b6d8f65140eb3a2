package dev.tocsin.incident.access.page;

import dev.tocsin.incident.access.CurrentCustomer;
import dev.tocsin.incident.access.PasswordRules;
import dev.tocsin.incident.access.oidc.SignInProvider;
import dev.tocsin.incident.access.store.AccountStore;
import dev.tocsin.incident.access.store.SessionStore;
import dev.tocsin.incident.audit.AuditLog;
import dev.tocsin.support.access.Caller;
import dev.tocsin.support.access.OperatorToken;
import dev.tocsin.support.access.Permissions;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/// The page on which people manage their own account.
@Path("/ops/account")
@Authenticated
@Blocking
@Produces(MediaType.TEXT_HTML)
class OwnAccountPages {

    private static final URI SIGN_IN = URI.create("/ops/sign-in");
    private static final URI SIGN_IN_ANEW = URI.create("/ops/sign-in?changed=password");

    private final Caller caller;
    private final AccountStore accounts;
    private final SessionStore sessions;
    private final AuditLog audit;
    private final CurrentCustomer customer;
    private final SecurityIdentity identity;
    private final SignInProvider provider;

    OwnAccountPages(
            Caller caller,
            AccountStore accounts,
            SessionStore sessions,
            AuditLog audit,
            CurrentCustomer customer,
            SecurityIdentity identity,
            SignInProvider provider) {
        this.caller = caller;
        this.customer = customer;
        this.accounts = accounts;
        this.sessions = sessions;
        this.audit = audit;
        this.identity = identity;
        this.provider = provider;
    }

    /// @param name the account
    /// @param byToken whether its password is the operator token, which is not changed here
    /// @param provider the one that the person signed in by, or null
    /// @param mayNothing whether the first password has to be changed before anything else
    record OwnAccount(
            String name,
            boolean byToken,
            @Nullable String provider,
            boolean mayNothing,
            boolean isCustomer,
            boolean isAdmin) {}

    @GET
    public TemplateInstance page() {
        return OwnAccountTemplates.own(own(), null);
    }

    /// Ends all sessions of the account, this one too: whoever knew the old password is out.
    @POST
    @Path("password")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response changePassword(@RestForm @Nullable String present, @RestForm @Nullable String next) {
        var name = caller.name();
        if (present == null || next == null) {
            return again("Both passwords are needed.");
        }
        var complaint = PasswordRules.complaint(name, next);
        if (complaint.isPresent()) {
            return again(complaint.get());
        }
        if (!accounts.changePassword(name, present, next)) {
            return again("The present password is not right.");
        }
        audit.note(name, "Change password", name);
        return Response.seeOther(SIGN_IN_ANEW).build();
    }

    @POST
    @Path("sign-out-everywhere")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response signOutEverywhere() {
        sessions.endAllOf(caller.name());
        audit.note(caller.name(), "Sign out everywhere", null);
        return Response.seeOther(SIGN_IN).build();
    }

    private Response again(String wrong) {
        return Response.status(400)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .entity(OwnAccountTemplates.own(own(), wrong))
                .build();
    }

    private OwnAccount own() {
        var name = caller.name();
        return new OwnAccount(
                name,
                OperatorToken.USER.equals(name),
                SignInProvider.signedIn(identity) ? provider.name().orElse(null) : null,
                !caller.may(Permissions.STATUS_READ) && customer.scope().isEmpty(),
                customer.scope().isPresent(),
                caller.may(Permissions.ACCESS_WRITE));
    }

    @CheckedTemplate(basePath = "access")
    static final class OwnAccountTemplates {

        private OwnAccountTemplates() {}

        static native TemplateInstance own(OwnAccount account, @Nullable String wrong);
    }
}
