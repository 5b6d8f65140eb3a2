package dev.tocsin.incident.dashboard.api;

import dev.tocsin.support.problem.Problem;
import dev.tocsin.support.problem.Problem.FieldError;
import dev.tocsin.support.problem.Problems;
import jakarta.ws.rs.BadRequestException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Reads query parameters; an invalid value becomes a problem that names the parameter.
final class Queries {

    private Queries() {}

    static <E extends Enum<E>> E oneOf(Class<E> kind, String parameter, String value) {
        return Arrays.stream(kind.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> new BadRequestException(Problems.response(Problem.ofFields(List.of(new FieldError(
                        parameter,
                        "must be one of %s"
                                .formatted(Arrays.stream(kind.getEnumConstants())
                                        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", ")))))))));
    }
}
