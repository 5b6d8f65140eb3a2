package dev.tocsin.incident.notices.page;

import dev.tocsin.incident.form.FormErrors;
import dev.tocsin.incident.notices.NotifierAnswer;
import dev.tocsin.incident.notices.NotifierAnswer.Rejected;
import dev.tocsin.incident.notices.NotifierAnswer.Success;
import dev.tocsin.incident.notices.NotifierAnswer.Unreachable;
import dev.tocsin.support.problem.Declined;
import dev.tocsin.support.problem.Problem.FieldError;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Turns notifier-service's answers into those of forms.
final class NotifierForms {

    private static final String UNDECIDED =
            ". It is not known whether your request was carried out: load the page again before you repeat it.";

    private static final Pattern ID = Pattern.compile("[0-9A-Za-z_-]{1,100}");

    private NotifierForms() {}

    /// @throws Declined when no id at notifier-service looks like this
    static String id(@Nullable String text) {
        if (text == null || !ID.matcher(text).matches()) {
            throw Declined.notFound("There is nothing with this id.");
        }
        return text;
    }

    /// A page that cannot be shown because its address is wrong; an answer that is missing is no reason.
    static <T> NotifierAnswer<T> shown(NotifierAnswer<T> answer) {
        if (answer instanceof Rejected<T>(var status, var detail, var errors)) {
            var known = Objects.requireNonNullElse(Status.fromStatusCode(status), Status.BAD_REQUEST);
            throw Declined.of(known, detail, errors);
        }
        return answer;
    }

    /// The errors beside the fields; none after a success.
    ///
    /// @param labels the names of fields as the form shows them
    static FormErrors errors(Map<String, String> labels, NotifierAnswer<?> answer) {
        return switch (answer) {
            case Success<?> _ -> FormErrors.NONE;
            case Rejected<?>(var _, var detail, var errors) ->
                errors.isEmpty() ? FormErrors.conflict(detail) : FormErrors.ofFields(labels, ofLists(errors));
            case Unreachable<?>(var trouble) -> FormErrors.conflict(trouble.sentence() + UNDECIDED);
        };
    }

    /// An error of an item of a list is one of the field in which all items are entered.
    private static List<FieldError> ofLists(List<FieldError> errors) {
        return errors.stream()
                .map(error -> new FieldError(error.field().replaceFirst("\\[\\d+]$", ""), error.message()))
                .toList();
    }

    static int status(NotifierAnswer<?> answer) {
        return switch (answer) {
            case Success<?> _ -> 200;
            case Rejected<?> rejected -> rejected.status();
            case Unreachable<?> _ -> 503;
        };
    }

    static Response page(int status, TemplateInstance page) {
        return Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .entity(page)
                .build();
    }

    static Response see(URI path) {
        return Response.seeOther(path).build();
    }
}
