package dev.tocsin.notifier.subscription.api;

import dev.tocsin.notifier.subscription.FieldProblem;
import dev.tocsin.support.problem.Problem.FieldError;
import java.util.List;

/// Converts the problems of a form or a file for answers.
public final class FieldErrors {

    private FieldErrors() {}

    public static List<FieldError> of(List<FieldProblem> problems) {
        return problems.stream()
                .map(problem -> new FieldError(problem.field(), problem.message()))
                .toList();
    }
}
