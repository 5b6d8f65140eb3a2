package dev.tocsin.notifier.subscription;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Lists of ids in forms.
public final class IdLists {

    private IdLists() {}

    /// @param ids null is like an empty list
    /// @param problem finds the problem with an id, if there is one
    /// @param problems the list to which problems are added
    /// @return the ids without a problem, in their order
    public static Set<String> read(
            String field,
            @Nullable List<@Nullable String> ids,
            int most,
            Function<String, Optional<String>> problem,
            List<FieldProblem> problems) {
        var wanted = ids == null ? List.<@Nullable String>of() : ids;
        if (wanted.size() > most) {
            problems.add(new FieldProblem(field, "has more than %d entries".formatted(most)));
            return Set.of();
        }
        var right = new LinkedHashSet<String>();
        for (var i = 0; i < wanted.size(); i++) {
            var id = wanted.get(i);
            var wrong = id == null ? Optional.of("is null") : problem.apply(id);
            if (wrong.isPresent()) {
                problems.add(new FieldProblem("%s[%d]".formatted(field, i), wrong.get()));
            } else if (id != null) {
                right.add(id);
            }
        }
        return right;
    }
}
