package dev.tocsin.notifier.database;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

public final class JdbiProducer {

    @Produces
    @Singleton
    Jdbi jdbi(DataSource dataSource) {
        return configured(Jdbi.create(dataSource));
    }

    /// What is bound to a statement may be a secret or an address, and stays out of what exceptions say.
    public static Jdbi configured(Jdbi jdbi) {
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.SHORT_STATEMENT);
        return jdbi.registerArrayType(String.class, "text")
                .registerArrayType(Boolean.class, "boolean")
                .registerArrayType(Integer.class, "integer")
                .registerArrayType(Long.class, "bigint");
    }
}
