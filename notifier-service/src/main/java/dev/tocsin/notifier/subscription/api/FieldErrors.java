package dev.tocsin.notifier.subscription.api;

import dev.tocsin.notifier.subscription.FieldProblem;
import dev.tocsin.support.problem.Problem.FieldError;
import java.util.List;

/// What is wrong with a form or a file, as answers say it.
public final class FieldErrors {

    private FieldErrors() {}

    public static List<FieldError> of(List<FieldProblem> problems) {
        return problems.stream()
                .map(problem -> new FieldError(problem.field(), problem.message()))
                .toList();
    }
}
