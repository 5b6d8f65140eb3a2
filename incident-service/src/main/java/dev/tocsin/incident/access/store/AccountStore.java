package dev.tocsin.incident.access.store;

import dev.tocsin.incident.access.Account;
import dev.tocsin.incident.access.CustomerScope;
import dev.tocsin.incident.access.RandomSecret;
import dev.tocsin.support.access.Role;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Accounts. Whatever changes what an account may do also ends its sessions.
@ApplicationScoped
public class AccountStore {

    private static final String FIRST = "admin";

    private final AccountRepository accounts;
    private final SessionRepository sessions;
    private final Clock clock;

    AccountStore(AccountRepository accounts, SessionRepository sessions, Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.clock = clock;
    }

    /// Accounts in alphabetical order. There may be very many: each customer can have one.
    ///
    /// @param name the first name that counts; empty for all
    @Transactional
    public List<Account> from(String name, int most) {
        return accounts.find("name >= ?1", Sort.by("name"), name).page(0, most).stream()
                .map(AccountEntity::account)
                .toList();
    }

    @Transactional
    public boolean isEmpty() {
        return accounts.count() == 0;
    }

    /// The first account, if there is none yet.
    ///
    /// @return the name of the account, if it was made
    @Transactional
    public Optional<String> makeFirst(String password) {
        return isEmpty() && add(FIRST, Role.ADMIN, CustomerScope.NOTHING, password)
                ? Optional.of(FIRST)
                : Optional.empty();
    }

    /// @return false if the name is taken
    @Transactional
    public boolean add(String name, Role role, CustomerScope scope, String firstPassword) {
        if (accounts.findByIdOptional(name).isPresent()) {
            return false;
        }
        accounts.persist(new AccountEntity(
                new Account(name, role, scope, true, clock.instant()), BcryptUtil.bcryptHash(firstPassword)));
        return true;
    }

    /// @return false if there is no such account, or the password is not its present one
    @Transactional
    public boolean changePassword(String name, String present, String next) {
        return accounts.findByIdOptional(name)
                .filter(account -> BcryptUtil.matches(present, account.password))
                .map(account -> set(account, next, false))
                .isPresent();
    }

    /// A new first password, for somebody who forgot theirs.
    ///
    /// @return none if there is no such account
    @Transactional
    public Optional<String> resetPassword(String name) {
        var password = RandomSecret.firstPassword();
        return accounts.findByIdOptional(name)
                .map(account -> set(account, password, true))
                .map(_ -> password);
    }

    private AccountEntity set(AccountEntity account, String password, boolean first) {
        account.password = BcryptUtil.bcryptHash(password);
        account.firstPassword = first;
        sessions.endAllOf(account.name);
        return account;
    }

    /// @return false if there is no such account
    @Transactional
    public boolean changeRole(String name, Role role, CustomerScope scope) {
        var account = accounts.findByIdOptional(name);
        account.ifPresent(found -> {
            found.role = role.word();
            found.scope = scope.names().toArray(String[]::new);
            sessions.endAllOf(name);
        });
        return account.isPresent();
    }

    /// @return false if there is no such account
    @Transactional
    public boolean remove(String name) {
        sessions.endAllOf(name);
        return accounts.deleteById(name);
    }
}
