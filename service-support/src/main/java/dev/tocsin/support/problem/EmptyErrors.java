package dev.tocsin.support.problem;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// Adds a problem as the body of an error that a filter answered without one, such as the filter against forged forms.
@Singleton
class EmptyErrors {

    private static final int FIRST_ERROR = 400;
    private static final MediaType PROBLEM = MediaType.valueOf(Problems.MEDIA_TYPE);

    private final Answers answers;

    EmptyErrors(Answers answers) {
        this.answers = answers;
    }

    @ServerResponseFilter
    void complete(ContainerResponseContext response, RoutingContext context) {
        if (response.getStatus() >= FIRST_ERROR && !response.hasEntity() && answers.isForPrograms(context)) {
            var status = response.getStatusInfo();
            var problem = Problem.of(
                    status.getStatusCode(),
                    status.getReasonPhrase(),
                    "This %s request is not possible at %s."
                            .formatted(context.request().method(), context.normalizedPath()));
            response.setEntity(Problems.json(problem), new Annotation[0], PROBLEM);
        }
    }
}
