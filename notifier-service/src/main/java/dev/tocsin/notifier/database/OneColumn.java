package dev.tocsin.notifier.database;

import org.hibernate.query.NativeQuery;
import org.hibernate.query.QueryProducer;
import org.hibernate.query.TupleTransformer;

/// Native queries that select one column of a basic type.
///
/// Hibernate keeps a plan for each query. It takes two native queries with a basic type as their result for different
/// ones, even if they are the same. So each execution would add a plan, and search all that are there. The results
/// are cast here instead.
public final class OneColumn {

    /// Equal for the same type, because a transformer is part of what a plan is found by.
    private record ColumnCast<T>(Class<T> type) implements TupleTransformer<T> {

        @Override
        public T transformTuple(Object[] tuple, String[] aliases) {
            return type.cast(tuple[0]);
        }
    }

    private OneColumn() {}

    /// @param type the type that the database's driver gives, such as `String`, `Boolean` or `Long`
    public static <T> NativeQuery<T> query(QueryProducer session, String statement, Class<T> type) {
        return session.createNativeQuery(statement, Object.class).setTupleTransformer(new ColumnCast<>(type));
    }
}
