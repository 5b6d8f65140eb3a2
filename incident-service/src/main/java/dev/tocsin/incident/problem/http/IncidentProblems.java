package dev.tocsin.incident.problem.http;

import dev.tocsin.incident.postgres.ReadersBusy;
import dev.tocsin.support.problem.Answers;
import dev.tocsin.support.problem.Problem;
import dev.tocsin.support.problem.Problem.FieldError;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.transaction.RollbackException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Errors that only this service has, as problems.
@Singleton
class IncidentProblems {

    private static final Logger LOG = Logger.getLogger(IncidentProblems.class);

    private final Answers answers;

    IncidentProblems(Answers answers) {
        this.answers = answers;
    }

    @ServerExceptionMapper
    Response violated(ConstraintViolationException e, RoutingContext context) {
        var errors = e.getConstraintViolations().stream()
                .map(violation -> new FieldError(parameter(violation), violation.getMessage()))
                .sorted(Comparator.comparing(FieldError::field))
                .toList();
        return answers.of(context, Problem.ofFields(errors));
    }

    @ServerExceptionMapper
    Response readersBusy(ReadersBusy e, RoutingContext context) {
        LOG.debugf("%s %s: %s", context.request().method(), context.normalizedPath(), e.toString());
        return answers.notNow(
                context, "There are too many requests, or the database is not available. Try again in a few seconds.");
    }

    /// A transaction whose commit failed.
    @ServerExceptionMapper
    Response rolledBack(RollbackException e, RoutingContext context) {
        return answers.failed(context, e);
    }

    /// The last part of the path: the parts before it name the Java method.
    private static String parameter(ConstraintViolation<?> violation) {
        return StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .map(Path.Node::getName)
                .reduce("", (_, last) -> last);
    }
}
