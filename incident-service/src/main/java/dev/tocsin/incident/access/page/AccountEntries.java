package dev.tocsin.incident.access.page;

import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.incident.access.Account;
import dev.tocsin.incident.access.CustomerScope;
import dev.tocsin.support.access.Role;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An admin's entries about one account, so that none is lost where one of them is wrong.
///
/// @param isNew whether the account is to be added; otherwise its role is to be changed
/// @param scope the names of what a customer sees, as entered
public record AccountEntries(boolean isNew, String name, String role, String scope) {

    /// A form that nobody has filled in yet.
    static final AccountEntries NONE = new AccountEntries(true, "", Role.VIEWER.word(), "");

    static AccountEntries ofNew(@Nullable String name, @Nullable String role, @Nullable String scope) {
        return new AccountEntries(true, text(name), text(role), text(scope));
    }

    static AccountEntries ofChange(@Nullable String name, @Nullable String role, @Nullable String scope) {
        return new AccountEntries(false, text(name), text(role), text(scope));
    }

    private static String text(@Nullable String entered) {
        return Objects.requireNonNullElse(entered, "");
    }

    Optional<Role> chosenRole() {
        return Stream.of(Role.values())
                .filter(known -> known.word().equals(role))
                .findFirst();
    }

    CustomerScope customerScope() {
        return CustomerScope.entered(scope);
    }

    /// What is wrong with the role and the scope; empty if nothing is.
    Optional<String> complaint(Catalog catalog) {
        var names = customerScope();
        if (chosenRole().isEmpty()) {
            return Optional.of("Choose a role.");
        }
        if (chosenRole().get() != Role.CUSTOMER) {
            return names.names().isEmpty()
                    ? Optional.empty()
                    : Optional.of("Only a customer has components of its own. Leave them out, or choose customer.");
        }
        if (names.names().isEmpty() || names.names().size() > CustomerScope.MOST) {
            return Optional.of(
                    "Name 1 to %d components, regions or cells that the customer sees.".formatted(CustomerScope.MOST));
        }
        var unknown = names.unknown(catalog);
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "The catalog has no %s. Components are named as login, all in a region as @na, and cells as login@na."
                                .formatted(String.join(", ", unknown)));
    }

    /// The entries in the form that adds an account.
    public AccountEntries added() {
        return isNew ? this : NONE;
    }

    /// Whether they are about this account.
    public boolean isAbout(Account account) {
        return !isNew && name.equals(account.name());
    }

    /// The role in the form that changes this account.
    public String roleOf(Account account) {
        return isAbout(account) ? role : account.role().word();
    }

    /// The scope in the form that changes this account.
    public String scopeOf(Account account) {
        return isAbout(account) ? scope : account.scope().toString();
    }
}
