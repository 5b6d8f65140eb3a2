package dev.tocsin.incident.access.store;

import dev.tocsin.incident.access.Account;
import dev.tocsin.incident.access.CustomerScope;
import dev.tocsin.support.access.Role;
import io.quarkus.security.jpa.Password;
import io.quarkus.security.jpa.Roles;
import io.quarkus.security.jpa.UserDefinition;
import io.quarkus.security.jpa.Username;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;

/// A row of `account`, by which the framework checks a password.
@Entity
@Table(name = "account")
@UserDefinition
class AccountEntity {

    @Id
    @Username
    String name;

    @Password
    @Column(nullable = false)
    String password;

    @Roles
    @Column(nullable = false)
    String role;

    @Column(nullable = false)
    String[] scope;

    @Column(name = "first_password", nullable = false)
    boolean firstPassword;

    @Column(name = "created_at", nullable = false)
    Instant createdAt;

    /// For Hibernate.
    @SuppressWarnings("NullAway.Init")
    AccountEntity() {}

    AccountEntity(Account account, String password) {
        this.name = account.name();
        this.password = password;
        this.role = account.role().word();
        this.scope = account.scope().names().toArray(String[]::new);
        this.firstPassword = account.firstPassword();
        this.createdAt = account.createdAt();
    }

    Account account() {
        return new Account(name, Role.of(role), new CustomerScope(List.of(scope)), firstPassword, createdAt);
    }
}
